internal import Fingerprints

/// `vendor/modules.txt`: which modules a vendor folder was filled from.
///
/// The comparison is that of the `go` command (`checkVendorConsistency` in `cmd/go/internal/modload/vendor.go`).
struct GoVendoring {
  private struct Entry {
    let module: GoModule
    var isExplicit = false
    var replacement: GoModule?
  }

  private var entries: [Entry] = []
  private var places: [TextKey: Int] = [:]

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    var current: Int?
    for line in try TextLine.lines(of: bytes) {
      if line.bytes.starts(with: "# ".utf8) {
        current = add(line.bytes.split(whereSeparator: \.isBlank).dropFirst().map(\.text))
      } else if line.bytes.starts(with: "## ".utf8), let current {
        let notes = line.bytes.dropFirst(3).split(separator: UInt8(ascii: ";")).map { $0.trimmed.text }
        if notes.contains("explicit") { entries[current].isExplicit = true }
      }
    }
  }

  /// `path version`, `path version => path version` or `path => path`.
  private mutating func add(_ words: [String]) -> Int? {
    guard words.count >= 2 else { return nil }
    let isWildcard = words[1] == "=>"
    let module = GoModule(path: words[0], version: isWildcard ? "" : words[1])
    guard isWildcard || module.isCanonical else { return nil }
    let place = places[module.key] ?? entries.count
    if place == entries.count {
      places[module.key] = place
      entries.append(Entry(module: module))
    }
    let rest = Array(words.dropFirst(isWildcard ? 1 : 2))
    if rest.first == "=>", rest.count >= 2 {
      entries[place].replacement = GoModule(path: rest[1], version: rest.count > 2 ? rest[2] : "")
    }
    return place
  }

  private func entry(_ module: GoModule) -> Entry? { places[module.key].map { entries[$0] } }

  func compare(with manifest: GoManifest, into comparison: inout StructuralComparison) {
    // Before 1.14 it did not say which modules are required; the ones it names are still right or wrong.
    let notesExplicit = entries.contains(where: \.isExplicit)
    var required: Set<TextKey> = []
    for requirement in manifest.requirements {
      required.insert(requirement.module.key)
      let isKnown = entry(requirement.module).map { !notesExplicit || $0.isExplicit } ?? false
      if !isKnown, notesExplicit {
        comparison.change("\(requirement.module.text) is required, but not in vendor/modules.txt")
      }
    }
    for replacement in manifest.replacements
    where entry(replacement.old)?.replacement != replacement.new && notesExplicit {
      comparison.change("\(replacement.old.text) is replaced by \(replacement.new.text), but not in vendor/modules.txt")
    }
    for entry in entries {
      if entry.isExplicit, !required.contains(entry.module.key) {
        comparison.change("\(entry.module.text) is in vendor/modules.txt, but not required any more")
      }
      if let replacement = entry.replacement, manifest.replacement(of: entry.module)?.new != replacement {
        comparison.change("\(entry.module.text) is replaced in vendor/modules.txt, but not so in go.mod")
      }
    }
    if !notesExplicit, !manifest.requirements.isEmpty {
      comparison.doubt("vendor/modules.txt was written before go 1.14, which did not say what is required")
    }
  }
}
