internal import Captures
internal import Causes
internal import Files
internal import Fingerprints
internal import Foundation
internal import Model
internal import Verdicts

/// Reads captures and records, which may come from anywhere: everything in them is checked before it is used.
enum CaptureReading {
  private static let largest = 64 << 20
  private static let again = "write it anew with \"lockstep capture -o FILE\""

  static func read(_ path: String) throws(Breakdown) -> Capture {
    switch BoundedFile.read(path, limit: largest) {
    case .success(let bytes): return try read(bytes, name: path)
    case .failure(let problem):
      throw Breakdown(.usage, "the capture \(PathText.visible(path)): \(problem)")
    }
  }

  static func read(_ bytes: [UInt8], name: String) throws(Breakdown) -> Capture {
    if Record.isRecord(bytes) {
      return try record(bytes, name)
    }
    let data = Data(bytes)
    do {
      let schema = try JSONDecoder().decode(Schema.self, from: data).schema
      guard schema == Capture.schema else {
        throw breakdown(
          name, "schema: \"\(schema.prefix(100))\" is not \(Capture.schema)",
          remedy: schema.hasPrefix("lockstep-capture/") ? "update lockstep, or \(again)" : again)
      }
      let capture = try JSONDecoder().decode(Capture.self, from: data)
      try check(capture, name)
      return capture
    } catch let breakdown as Breakdown {
      throw breakdown
    } catch {
      throw breakdown(name, DecodingMistake.describe(error), remedy: again)
    }
  }

  private struct Schema: Decodable { let schema: String }

  private static func check(_ capture: Capture, _ name: String) throws(Breakdown) {
    var paths: Set<BytePath> = []
    for (index, entry) in capture.entries.enumerated() {
      let key = "entries[\(index)]"
      guard let bytes = PathText.unescaped(Array(entry.path.utf8)), let path = BytePath(bytes).normalised(),
        !path.isRoot, path.bytes == bytes, !bytes.contains(0)
      else {
        throw breakdown(name, "\(key).path: \"\(entry.path.prefix(100))\" is no path inside a context", remedy: again)
      }
      guard paths.insert(BytePath(entry.path)).inserted else {
        throw breakdown(name, "\(key).path: \"\(entry.path.prefix(100))\" is there twice", remedy: again)
      }
      for (field, digest) in [
        ("sha256", entry.sha256), ("lfSha256", entry.lfSha256), ("hmac", entry.hmac), ("lfs", entry.lfs),
        ("xattrs", entry.xattrs), ("head.sha256", entry.head?.sha256),
      ] where digest.map({ SHA256Digest(hex: $0.utf8) == nil }) ?? false {
        throw breakdown(name, "\(key).\(field): is no SHA-256 of 64 digits", remedy: again)
      }
      if let mode = entry.mode, mode.utf8.count != 4 || UInt16(mode, radix: 8) == nil {
        throw breakdown(name, "\(key).mode: \"\(mode.prefix(20))\" is no mode of four octal digits", remedy: again)
      }
      let counts = [entry.files, entry.eol?.lf, entry.eol?.crlf].compactMap(\.self)
      if counts.contains(where: { $0 < 0 || $0 > 1 << 40 }) {
        throw breakdown(name, "\(key): a count is none", remedy: again)
      }
    }
    if let repo = capture.repo {
      for (field, id) in [("commit", repo.commit), ("tree", repo.tree)] where ObjectIDText.isID(id) == false {
        throw breakdown(name, "repo.\(field): \"\(id.prefix(60))\" is no object's id", remedy: again)
      }
    }
    let directory = capture.context.directory
    guard directory == "." || BytePath(directory).normalised() == BytePath(directory) else {
      throw breakdown(name, "context.directory: \"\(directory.prefix(100))\" leads elsewhere", remedy: again)
    }
  }

  private enum ObjectIDText {
    static func isID(_ text: String) -> Bool {
      text.utf8.count == 40 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
  }

  private static func breakdown(_ name: String, _ text: String, remedy: String) -> Breakdown {
    Breakdown(.usage, "the capture \(PathText.visible(name)): \(PathText.visible(text))", remedy: remedy)
  }
}

extension CaptureReading {
  /// The view that a record has: entries, and nothing of a machine.
  fileprivate static func record(_ bytes: [UInt8], _ name: String) throws(Breakdown) -> Capture {
    let record: Record
    do throws(RecordFormatError) {
      record = try Record(text: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Breakdown(
        .usage, "\(PathText.visible(name)):\(error.line): \(error.message)", remedy: "restore it from version control")
    }
    guard
      let context = record.fingerprints.first(where: {
        $0.subject == "context" && $0.scheme == Record.contextScheme
      })
    else { throw breakdown(name, "the record has no context", remedy: "observe the context in the scenario") }
    var capture = Capture(
      version: ToolVersion.current, context: Capture.Context(directory: ".", dockerfile: "Dockerfile"))
    capture.entries = ComparedEntry.list(manifest: context.text).map { entry in
      let type: CapturedEntry.Kind =
        switch entry.kind {
        case .file: .file
        case .symlink: .link
        case .directory: .directory
        }
      var captured = CapturedEntry(
        path: PathText.escaped(entry.path), type: type, status: .unknown, inContext: true)
      if type == .file { captured.executable = entry.isExecutable }
      captured.sha256 = entry.digest?.hex
      return captured
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    capture.context.entries = capture.entries.count
    capture.contextHash = context.digest
    return capture
  }
}
