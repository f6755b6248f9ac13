internal import Model

/// Two manifests side by side, the values that differ marked.
enum ManifestFields {
  static func of(_ difference: ManifestDifference) -> Fields {
    var fields: Fields = [
      "subject": difference.subject, "left": difference.left, "right": difference.right,
      "rows": difference.rows.map { row in
        [
          "path": row.path,
          "cells": [
            cell(row.left, besides: row.right, name: difference.left),
            cell(row.right, besides: row.left, name: difference.right),
          ],
        ] as Fields
      },
    ]
    if difference.leftOut > 0 {
      fields["leftOut"] = "\(difference.leftOut) more \(difference.leftOut == 1 ? "differs" : "differ")."
    }
    return fields
  }

  private static func cell(
    _ side: ManifestDifference.Side?, besides other: ManifestDifference.Side?, name: String
  ) -> Fields {
    guard let side else { return ["side": name, "absent": true, "values": [Fields]()] }
    var values: [Fields] = []
    /// What only one side was asked for is no difference.
    func add(_ text: String?, _ otherText: String?, isDigest: Bool = false) {
      guard let text else { return }
      values.append(["text": text, "differs": otherText.map { $0 != text } ?? false, "isDigest": isDigest])
    }
    add(side.type, other?.type)
    add(side.mode, other?.mode)
    add(side.size.map(NumberText.exactBytes), other?.size.map(NumberText.exactBytes))
    add(side.target.map { "→ " + $0 }, other?.target.map { "→ " + $0 })
    add(side.digest, other?.digest, isDigest: true)
    return ["side": name, "absent": false, "values": values]
  }
}
