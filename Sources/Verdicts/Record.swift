public import Fingerprints

/// The accepted results of a scenario, as kept in `NAME.lock` beside it.
///
/// Text made to be read in a pull request. A line `fingerprint SCHEME DIGEST  SUBJECT` is followed by the
/// lines the digest was made of, indented by two blanks, so that a difference can be explained from the
/// record alone and a digest checked with coreutils.
public struct Record: Hashable, Sendable {
  public let scenario: String
  /// In the order of the observation.
  public let fingerprints: [Fingerprint]

  public init(scenario: String, fingerprints: [Fingerprint]) {
    self.scenario = scenario
    self.fingerprints = fingerprints
  }

  /// The highest format that this version reads.
  ///
  /// Format 2 has contexts under further schemes than ``contextScheme``, which a reader of format 1 would take for
  /// differences. A record is written in the lowest format that can hold it.
  public static let newestFormat = 2

  /// The scheme that every recorded context has: its lines tell what differs.
  public static let contextScheme = "lockstep-v1"

  private static let headerStart = "# lockstep record, format "

  /// Whether a file that begins with `bytes` is a record, of whatever format.
  public static func isRecord(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array(headerStart.utf8)) }

  /// The schemes of the context in this record, in its order.
  public var contextSchemes: [String] { fingerprints.filter { $0.subject == "context" }.map(\.scheme) }

  private var format: Int { contextSchemes.contains { $0 != Self.contextScheme } ? 2 : 1 }

  /// The text of the file.
  public var text: String {
    let end = "; written by \"lockstep run --accept\", reviewed like code"
    var lines = [Self.headerStart + String(format) + end, "scenario  " + PathText.visible(scenario)]
    for fingerprint in fingerprints {
      lines.append("fingerprint \(fingerprint.scheme) \(fingerprint.digest)  \(fingerprint.subject)")
      for line in fingerprint.text.utf8.split(separator: 0x0A) {
        lines.append("  " + String(decoding: line, as: UTF8.self))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A record file that cannot be relied on.
public struct RecordFormatError: Error, Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  public let message: String
  /// Whether a later version of Lockstep wrote it, so that it is not to be replaced.
  public var isNewer = false
}

extension Record {
  private static func checkFormat(_ header: String) throws(RecordFormatError) {
    guard header.hasPrefix(headerStart), let end = header.firstIndex(of: ";"),
      let format = Int(header[..<end].dropFirst(headerStart.count)), format > 0
    else { throw RecordFormatError(line: 1, message: "this is no lockstep record") }
    guard format <= newestFormat else {
      throw RecordFormatError(
        line: 1, message: "this is a record of format \(format); this version reads up to \(newestFormat)",
        isNewer: true)
    }
  }

  /// Reads the text of a record file.
  ///
  /// - Throws: ``RecordFormatError`` when it is no record, or when a digest is not that of its lines.
  public init(text: String) throws(RecordFormatError) {
    // By bytes: a name may end in a carriage return, which Swift takes for one character with the newline.
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    try Self.checkFormat(lines.first ?? "")
    var scenario = ""
    var fingerprints: [Fingerprint] = []
    var open: (start: Int, scheme: String, digest: String, subject: String, body: [String])?
    func close() throws(RecordFormatError) {
      guard let current = open else { return }
      let body = current.body.map { $0 + "\n" }.joined()
      let actual = (try? SHA256Digest.of(Array(body.utf8)))?.text
      guard body.isEmpty || current.digest == actual else {
        throw RecordFormatError(
          line: current.start, message: "the digest of \(current.subject) is not that of the lines below it")
      }
      fingerprints.append(
        Fingerprint(subject: current.subject, scheme: current.scheme, digest: current.digest, text: body))
      open = nil
    }
    for (index, line) in lines.enumerated().dropFirst() {
      if line.hasPrefix("  ") {
        guard open != nil else { throw RecordFormatError(line: index + 1, message: "a part without a fingerprint") }
        open?.body.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("scenario  ") {
        scenario = String(line.dropFirst(10))
      } else if let match = line.wholeMatch(of: /fingerprint (\S+) (\S+)  (.+)/) {
        try close()
        open = (index + 1, String(match.output.1), String(match.output.2), String(match.output.3), [])
      } else if !line.isEmpty, !line.hasPrefix("#") {
        throw RecordFormatError(line: index + 1, message: "not a line of a record")
      }
    }
    try close()
    self.init(scenario: scenario, fingerprints: fingerprints)
  }
}
