internal import Fingerprints

/// Whether a `Pipfile.lock` belongs to a `Pipfile`.
///
/// The lock holds a SHA-256 over the Pipfile's sections as Python prints them in JSON. Since pipenv 2026.4 the
/// names of packages are normalised first (pypa/pipenv#4699); a lock counts as fresh by either rule.
enum PipfileFreshness {
  static func judge(
    lock: DataValue, version: Int?, manifest: [UInt8]?
  ) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let recorded = lock["_meta"]?["hash"]?["sha256"]?.string else {
      return .unknown("the lock has no hash of its Pipfile")
    }
    guard version == 6 else {
      return .unknown("locks before pipfile-spec 6 hash the Pipfile in a way that is not known")
    }
    guard let manifest else { return .unknown("there is no Pipfile beside the lock") }
    let pipfile: DataValue
    do {
      pipfile = try TOMLText.parse(try FileText.decode(manifest))
    } catch {
      let place = error.line.map { " in line \($0)" } ?? ""
      return .unknown("Pipfile cannot be read: \(error.message)\(place)")
    }
    var matching: [String] = []
    do {
      for (name, normalizes) in [("before 2026.4", false), ("2026.4 or newer", true)] {
        let text = try PythonJSON.text(content(pipfile, normalizesNames: normalizes), compact: true)
        if try SHA256Digest.of(Array(text.utf8)).hex == recorded.lowercased() { matching.append(name) }
      }
    } catch let error as DigestUnavailable {
      throw error
    } catch {
      return .unknown("Pipfile holds a date, which pipenv cannot hash")
    }
    if !matching.isEmpty { return .fresh("_meta.hash", tool: "pipenv " + matching.joined(separator: ", ")) }
    return .stale(
      "Pipfile has changed since the lock was written",
      changes: missing(lock: lock, pipfile: pipfile).map { "\($0) is not locked" })
  }

  private static let ownSections: Set<String> = [
    "source", "packages", "dev-packages", "requires", "scripts", "pipfile", "pipenv", "default", "develop",
  ]

  private static func content(_ pipfile: DataValue, normalizesNames: Bool) -> DataValue {
    func section(_ value: DataValue?) -> DataValue {
      guard let value else { return .emptyTable }
      guard normalizesNames, let table = value.table else { return value }
      return .table(table.members.map { (PackageName.normalized($0.key), $0.value) })
    }
    let meta = DataValue.table([
      ("sources", pipfile["source"] ?? .array([defaultSource])), ("requires", pipfile["requires"] ?? .emptyTable),
    ])
    let others = (pipfile.table?.members ?? []).filter { !ownSections.contains($0.key) }
    return .table(
      [("_meta", meta), ("default", section(pipfile["packages"])), ("develop", section(pipfile["dev-packages"]))]
        + others.map { ($0.key, section($0.value)) })
  }

  private static let defaultSource = DataValue.table([
    ("name", .string("pypi")), ("url", .string("https://pypi.org/simple")), ("verify_ssl", .bool(true)),
  ])

  private static func missing(lock: DataValue, pipfile: DataValue) -> [String] {
    var locked: Set<String> = []
    for (category, entries) in lock.table?.members ?? [] where category != "_meta" {
      for (name, _) in entries.table?.members ?? [] { locked.insert(PackageName.normalized(name)) }
    }
    var wanted: [String] = []
    for (section, entries) in pipfile.table?.members ?? [] {
      guard !ownSections.contains(section) || section == "packages" || section == "dev-packages" else { continue }
      wanted += (entries.table?.members ?? []).map { PackageName.normalized($0.key) }
    }
    return wanted.filter { !locked.contains($0) }.sortedByBytes()
  }
}
