internal import Fingerprints

/// What in a `Pipfile` differs from its lock, as far as the lock can show it.
///
/// Sources and Pythons are repeated in the lock; of a requirement only the outcome is there.
struct PipfileChanges {
  /// `section.key: what`, one line each: Pythons, sources, then the sections of packages.
  private(set) var list: [String] = []

  init(lock: DataValue, packages: [PinnedPackage], pipfile: DataValue) {
    compareRequires(lock["_meta"]?["requires"], pipfile["requires"])
    compareSources(lock["_meta"]?["sources"]?.items ?? [], pipfile["source"]?.items)
    let sections = [("packages", "default"), ("dev-packages", "develop")]
    let others = PipfileFreshness.categories(pipfile).map { ($0.key, $0.key) }
    let own = Dictionary(grouping: packages) { TextKey($0.groups.first ?? "") }
    for (section, category) in sections + others where pipfile[section]?.table != nil || lock[category] != nil {
      compare(section, pipfile[section]?.members ?? [], own[TextKey(category)] ?? [])
      list += forgotten(section, pipfile[section]?.members ?? [], lock[category]?.members ?? [], lock)
    }
    for (category, _) in lock.members where !["_meta", "default", "develop"].contains(category) {
      if pipfile[category] == nil { list.append("\(category): locked, but no longer given") }
    }
  }

  private mutating func compareRequires(_ locked: DataValue?, _ now: DataValue?) {
    for key in ((locked?.members ?? []) + (now?.members ?? [])).map(\.key).sortedByBytes() {
      switch (locked?[key]?.string, now?[key]?.string) {
      case (let was?, let value?) where !was.hasSameBytes(as: value):
        list.append("requires.\(key): was \(was) and is \(value)")
      case (let was?, nil): list.append("requires.\(key): was \(was) and is not given")
      case (nil, let value?): list.append("requires.\(key): is \(value) and was not given")
      default: break
      }
    }
  }

  /// One by one; a Pipfile without source means PyPI.
  private mutating func compareSources(_ locked: [DataValue], _ now: [DataValue]?) {
    guard let now else {
      let usual = ["https://pypi.org/simple", "https://pypi.python.org/simple"]
      for source in locked where !usual.contains(Self.address(source)) {
        list.append("source: was \(Self.address(source)) and is not given")
      }
      return
    }
    for index in 0..<max(locked.count, now.count) {
      guard index < locked.count else {
        list.append("source: \(Self.address(now[index])) was not given")
        continue
      }
      guard index < now.count else {
        list.append("source: was \(Self.address(locked[index])) and is not given")
        continue
      }
      let (was, source) = (locked[index], now[index])
      let place = source["name"]?.string.map { "source.\($0)" } ?? "source"
      if !Self.address(was).hasSameBytes(as: Self.address(source)) {
        list.append("\(place).url: was \(Self.address(was)) and is \(Self.address(source))")
      } else if was["url"]?.string != source["url"]?.string {
        list.append("\(place).url: changed, in a part that is not shown")
      }
      if let before = was["name"]?.string, let name = source["name"]?.string, !before.hasSameBytes(as: name) {
        // Where none is given pipenv takes a digest of the address.
        let wasGiven = before.utf8.count != 64
        list.append(
          wasGiven ? "source.name: was \(before) and is \(name)" : "source.name: is \(name) and was not given")
      }
      if let before = was["verify_ssl"]?.bool, let verifies = source["verify_ssl"]?.bool, before != verifies {
        list.append("\(place).verify_ssl: was \(before) and is \(verifies)")
      }
    }
  }

  private static func address(_ source: DataValue) -> String {
    WebAddress.canonicalIndex(source["url"]?.string ?? "")
  }

  private mutating func compare(_ section: String, _ members: [DataTable.Member], _ packages: [PinnedPackage]) {
    let locked = LockedPackages(packages)
    for (name, value) in members {
      guard let requirement = Self.requirement(name, value) else { continue }
      if let fault = locked.fault(of: requirement) { list.append("\(section).\(name): \(fault)") }
    }
  }

  /// A line of a Pipfile as a requirement; nil when it asks for what no requirement can say.
  private static func requirement(_ name: String, _ value: DataValue) -> Requirement? {
    var text = name
    let extras = value["extras"]?.strings ?? []
    if !extras.isEmpty { text += "[" + extras.joined(separator: ",") + "]" }
    let tool = ["git", "hg", "svn", "bzr"].first { value[$0] != nil }
    if let tool, let url = value[tool]?.string {
      let prefix = WebAddress.isVersionControl(url) ? "" : tool + "+"
      text += " @ " + prefix + url + (value["ref"]?.string.map { "@" + $0 } ?? "")
    } else if value["path"] == nil, value["file"] == nil {
      let version = value.string ?? value["version"]?.string ?? "*"
      if version != "*" { text += version }
    }
    var requirement = Requirement(text)
    let platforms = ["markers", "sys_platform", "os_name", "python_version", "platform_machine", "platform_system"]
    // What is not meant for every platform may be left out.
    if platforms.contains(where: { value[$0] != nil }) { requirement?.marker = "" }
    return requirement
  }

  /// pipenv writes the index beside what was asked for, and leaves it out beside what that requires.
  private func forgotten(
    _ section: String, _ members: [DataTable.Member], _ locked: [DataTable.Member], _ lock: DataValue
  ) -> [String] {
    let first = lock["_meta"]?["sources"]?.items.first?["name"]?.string
    guard let first, locked.contains(where: { $0.value["index"] == nil }) else { return [] }
    let asked = Set(members.map { TextKey(PackageName.normalized($0.key)) })
    let names = locked.filter { $0.value["index"]?.string?.hasSameBytes(as: first) ?? false }.map(\.key)
    return names.filter { !asked.contains(TextKey(PackageName.normalized($0))) }.map {
      "\(section).\($0): locked, but no longer asked for"
    }
  }
}
