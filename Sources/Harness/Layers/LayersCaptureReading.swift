internal import Fingerprints
internal import Foundation
public import Model

/// Reads captures of `layers`, which may come from anywhere: everything in them is checked before it is used.
public enum LayersCaptureReading {
  /// Of a capture, in bytes.
  public static let largest = 256 << 20
  private static let mostSteps = 10_000
  /// What all steps together may take, each entry counted for each step that takes it.
  private static let mostTaken = 20_000_000

  /// - Parameter name: what messages call the file.
  /// - Throws: ``Breakdown`` with the file, the key and what to do.
  public static func read(_ bytes: [UInt8], name: String) throws(Breakdown) -> LayersReport {
    let data = Data(bytes)
    let capture: LayersCapture
    do {
      let schema = try JSONDecoder().decode(Schema.self, from: data).schema
      if let mistake = mistake(inSchema: schema) { throw breakdown(name, mistake.text, remedy: mistake.remedy) }
      capture = try JSONDecoder().decode(LayersCapture.self, from: data)
    } catch let breakdown as Breakdown {
      throw breakdown
    } catch {
      throw breakdown(name, DecodingMistake.describe(error), remedy: again)
    }
    do throws(Mistake) {
      return capture.report(permissions: try Self.permissions(of: capture))
    } catch {
      throw breakdown(name, "\(error.key): \(error.text)", remedy: again)
    }
  }

  private static let again = "write it anew with \"lockstep layers show --capture FILE\""

  private struct Schema: Decodable { let schema: String }

  private struct Mistake: Error {
    let key: String
    let text: String
  }

  private static func breakdown(_ name: String, _ text: String, remedy: String) -> Breakdown {
    Breakdown(.usage, "the capture \(PathText.visible(name)): \(PathText.visible(text))", remedy: remedy)
  }

  private static func mistake(inSchema schema: String) -> (text: String, remedy: String)? {
    if schema == LayersCapture.schema { return nil }
    let shown = "schema: \"\(schema.prefix(100))\""
    if schema.hasPrefix("lockstep-layers-capture/") {
      return (
        "\(shown) is not known to this version, which reads \(LayersCapture.schema)", "update lockstep, or \(again)"
      )
    }
    if schema.hasPrefix("lockstep-layers/") {
      return ("\(shown) is a report without its entries", again)
    }
    return ("\(shown) is no capture of layers", again)
  }

  /// The permissions of all entries.
  private static func permissions(of capture: LayersCapture) throws(Mistake) -> [UInt16] {
    var permissions: [UInt16] = []
    var paths: Set<TextKey> = []
    for (index, entry) in capture.entries.enumerated() {
      let key = "entries[\(index)]"
      guard let bytes = PathText.unescaped(Array(entry.path.utf8)), let path = BytePath(bytes).normalised(),
        !path.isRoot, path.bytes == bytes, !bytes.contains(0), PathText.escaped(path).hasSameBytes(as: entry.path)
      else { throw Mistake(key: "\(key).path", text: "\(quoted(entry.path)) is no path inside a context") }
      guard paths.insert(TextKey(entry.path)).inserted else {
        throw Mistake(key: "\(key).path", text: "\(quoted(entry.path)) is there twice")
      }
      permissions.append(try mode(entry.mode, "\(key).mode"))
      try check(entry, key)
    }
    try checkSteps(of: capture)
    return permissions
  }

  private static func mode(_ text: String, _ key: String) throws(Mistake) -> UInt16 {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (0x30...0x37).contains($0) }), let mode = UInt16(text, radix: 8)
    else { throw Mistake(key: key, text: "\(quoted(text)) is no mode of four octal digits") }
    return mode
  }

  private static func check(_ entry: LayersCapture.Entry, _ key: String) throws(Mistake) {
    let isFile = entry.type == "file" || entry.type == "hardlink"
    let leads = entry.type == "symlink" || entry.type == "hardlink"
    guard isFile || leads || ["dir", "fifo", "device"].contains(entry.type) else {
      throw Mistake(key: "\(key).type", text: "\(quoted(entry.type)) is no type of an entry")
    }
    guard entry.size == 0 || entry.type == "file" && entry.size > 0 else {
      throw Mistake(key: "\(key).size", text: "\(entry.size) is no size of a \(entry.type)")
    }
    if let digest = entry.sha256 {
      guard isFile, isDigest(digest) else {
        throw Mistake(key: "\(key).sha256", text: "\(quoted(digest)) is no SHA-256 of a file, 64 digits in lower case")
      }
    }
    if let owner = entry.owner, owner.wholeMatch(of: /[0-9]{1,10}:[0-9]{1,10}/) == nil {
      throw Mistake(key: "\(key).owner", text: "\(quoted(owner)) is no owner, UID:GID")
    }
    if let digest = entry.attributes, !isDigest(digest) {
      throw Mistake(key: "\(key).attributes", text: "\(quoted(digest)) is no SHA-256, 64 digits in lower case")
    }
    guard (entry.link != nil) == leads else {
      throw Mistake(key: "\(key).link", text: "is \(leads ? "missing" : "not for a \(entry.type)")")
    }
  }

  private static func checkSteps(of capture: LayersCapture) throws(Mistake) {
    guard capture.steps.count <= mostSteps else {
      throw Mistake(key: "steps", text: "there are more than \(mostSteps)")
    }
    var left = mostTaken
    for (index, step) in capture.steps.enumerated() {
      let key = "steps[\(index)]"
      guard step.line >= 1, step.line < 1 << 31 else {
        throw Mistake(key: "\(key).line", text: "is no number of a line")
      }
      guard step.files >= 0, step.bytes >= 0 else {
        throw Mistake(key: "\(key).\(step.files < 0 ? "files" : "bytes")", text: "is no count")
      }
      guard (step.contentDigest == nil) == (step.error != nil) else {
        throw Mistake(key: "\(key).contentDigest", text: "one of it and error must be there, and only one")
      }
      if let digest = step.contentDigest {
        guard digest.hasPrefix("sha256:"), isDigest(String(digest.dropFirst(7))) else {
          throw Mistake(
            key: "\(key).contentDigest", text: "\(quoted(digest)) is no digest, sha256: and 64 digits in lower case")
        }
      }
      var next = 0
      for (number, run) in step.takes.enumerated() {
        guard run.count == 2, run[0] >= next, run[1] >= 1, run[0] < capture.entries.count,
          run[1] <= capture.entries.count - run[0]
        else {
          throw Mistake(
            key: "\(key).takes[\(number)]",
            text: "is no run of the \(capture.entries.count) entries, the first one's index and a count, ascending")
        }
        next = run[0] + run[1]
        left -= run[1]
        guard left >= 0 else {
          throw Mistake(key: "\(key).takes", text: "all steps take more than \(mostTaken) entries")
        }
      }
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func quoted(_ text: String) -> String { "\"\(text.prefix(100))\"" }
}
