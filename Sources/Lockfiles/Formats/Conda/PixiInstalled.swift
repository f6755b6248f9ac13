internal import Fingerprints

/// What a `pixi.lock` installs in one environment on one platform, and what of it is required.
struct PixiInstalled {
  private struct Item {
    let record: CondaRecord
    let dependencies: [String]
    var isRequired = false
  }

  private var items: [Item] = []
  private var condaNames: [TextKey: Int] = [:]
  private var pythonNames: [TextKey: Int] = [:]
  /// Whether the lock says of each package of conda what it is to Python; where it does not, one may stand for a
  /// requirement of Python under another name.
  private(set) var knowsPythonNames = true
  private(set) var hasPython = false

  /// All environments and platforms of a lock.
  static func all(of lock: PixiLock) -> [PixiLock.Use: PixiInstalled] {
    var result: [PixiLock.Use: PixiInstalled] = [:]
    for (index, uses) in lock.uses.enumerated() {
      for use in uses {
        result[use, default: PixiInstalled()].add(lock.records[index], lock.dependencies[index], lock.purls[index])
      }
    }
    return result
  }

  private mutating func add(_ record: CondaRecord, _ dependencies: [String], _ purls: [String]?) {
    let place = items.count
    let isKnown = record.isConda ? condaNames[TextKey(record.name)] != nil : python(record.name)?.isConda == false
    // Some locks name a package twice for one platform.
    if isKnown { return }
    items.append(Item(record: record, dependencies: dependencies))
    guard record.isConda else {
      hasPython = true
      pythonNames[TextKey(record.name)] = place
      return
    }
    condaNames[TextKey(record.name)] = place
    if purls == nil { knowsPythonNames = false }
    for purl in purls ?? [] {
      guard let rest = purl.dropping(prefix: "pkg:pypi/") else { continue }
      let name = PackageName.normalized(rest.utf8.prefix { $0.isNameByte })
      if pythonNames[TextKey(name)] == nil { pythonNames[TextKey(name)] = place }
    }
  }

  func conda(_ name: String) -> CondaRecord? { condaNames[TextKey(name)].map { items[$0].record } }

  /// The distribution of this name, or the package of conda that stands for it.
  func python(_ name: String) -> CondaRecord? { pythonNames[TextKey(name)].map { items[$0].record } }

  mutating func require(conda name: String) { require(condaNames[TextKey(name)]) }

  mutating func require(python name: String) { require(pythonNames[TextKey(name)]) }

  private mutating func require(_ place: Int?) {
    var open = place.map { [$0] } ?? []
    while let place = open.popLast() {
      if items[place].isRequired { continue }
      items[place].isRequired = true
      let names = items[place].record.isConda ? condaNames : pythonNames
      for dependency in items[place].dependencies {
        let plain = dependency.split(atFirst: "::")?.after ?? dependency
        let spelled = plain.utf8.prefix { $0.isNameByte }
        let name = items[place].record.isConda ? spelled.text.lowercased() : PackageName.normalized(spelled)
        if let next = names[TextKey(name)] { open.append(next) }
      }
    }
  }

  /// What nothing requires, as far as requirements were given.
  func notRequired() -> [CondaRecord] { items.filter { !$0.isRequired }.map(\.record) }
}
