internal import Fingerprints

/// Whether a `Pipfile.lock` belongs to a `Pipfile`.
///
/// The lock holds a SHA-256 over the Pipfile's sections as Python prints them in JSON. What stands in for a missing
/// source, which sections count and how names are spelled changed over time; a lock counts as fresh by any of the
/// rules (`pipfile/api.py`, then `plette/pipfiles.py`, then pypa/pipenv#4699).
enum PipfileFreshness {
  static func judge(
    lock: DataValue, packages: [PinnedPackage], manifest: [UInt8]?
  ) throws(DigestUnavailable) -> FreshnessJudgement {
    guard let recorded = lock["_meta"]?["hash"]?["sha256"]?.string else {
      return .unknown("the lock has no hash of its Pipfile")
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
    for rule in rules(pipfile) {
      guard let text = try? PythonJSON.text(rule.content, compact: true) else {
        return .unknown("Pipfile holds a date, which pipenv cannot hash")
      }
      if try SHA256Digest.of(Array(text.utf8)).hex == recorded.lowercased() { matching.append(rule.tool) }
    }
    if !matching.isEmpty { return .fresh("_meta.hash", tool: "pipenv " + matching.joined(separator: ", ")) }
    guard lock["_meta"]?["pipfile-spec"]?.integer == 6 else {
      return .unknown("pipenv of 2017 hashed some Pipfiles in a way that is not known")
    }
    let changes = PipfileChanges(lock: lock, packages: packages, pipfile: pipfile).list
    return .stale(
      "Pipfile has changed since the lock was written",
      changes: changes.isEmpty ? [LockedPackages.unseenChange] : changes)
  }

  /// Sections that are no categories of packages; `packages` and `dev-packages` have names of their own in the lock.
  static let ownSections: Set<String> = [
    "source", "packages", "dev-packages", "requires", "scripts", "pipfile", "pipenv", "default", "develop",
  ]

  static func categories(_ pipfile: DataValue) -> [DataTable.Member] {
    pipfile.members.filter { !ownSections.contains($0.key) }
  }

  /// What each generation of pipenv hashes, the oldest first; those that make no difference are left out.
  private static func rules(_ pipfile: DataValue) -> [(tool: String, content: DataValue)] {
    let others = categories(pipfile)
    var rules: [(String, DataValue)] = []
    if pipfile["source"] == nil {
      let nameless = DataValue.table([
        ("url", .string("https://pypi.python.org/simple")), ("verify_ssl", .bool(true)),
      ])
      rules.append(("before 2017.9", content(pipfile, [], source: nameless)))
      rules.append(("before 2018.5", content(pipfile, [], source: source("https://pypi.python.org/simple"))))
    }
    let newest = source("https://pypi.org/simple")
    if !others.isEmpty { rules.append(("before 2022.10", content(pipfile, [], source: newest))) }
    rules.append(("before 2026.4", content(pipfile, others, source: newest)))
    rules.append(("2026.4 or newer", content(pipfile, others, source: newest, normalizesNames: true)))
    return rules
  }

  /// - Parameter source: what counts when the Pipfile names none.
  private static func content(
    _ pipfile: DataValue, _ others: [DataTable.Member], source: DataValue, normalizesNames: Bool = false
  ) -> DataValue {
    func section(_ value: DataValue?) -> DataValue {
      guard let value else { return .emptyTable }
      guard normalizesNames, let table = value.table else { return value }
      return .table(table.members.map { (PackageName.normalized($0.key), $0.value) })
    }
    let meta = DataValue.table([
      ("sources", pipfile["source"] ?? .array([source])), ("requires", pipfile["requires"] ?? .emptyTable),
    ])
    return .table(
      [("_meta", meta), ("default", section(pipfile["packages"])), ("develop", section(pipfile["dev-packages"]))]
        + others.map { ($0.key, section($0.value)) })
  }

  private static func source(_ url: String) -> DataValue {
    .table([("name", .string("pypi")), ("url", .string(url)), ("verify_ssl", .bool(true))])
  }
}
