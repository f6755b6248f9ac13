internal import Fingerprints

/// Whether a lock of pixi still answers its manifest, as `pixi lock --check` would say.
///
/// pixi keeps no hash: it looks whether environments, channels and platforms are the same, every requirement has its
/// package, and every package is required (`verify_environment_satisfiability`, `verify_platform_satisfiability`).
struct PixiFreshness {
  private let lock: PixiLock
  /// The same change for several platforms is one.
  private var places: [TextKey: [String]] = [:]
  private var order: [String] = []
  private var doubts: [String]
  /// How many dependencies may still be looked at: each counts in every environment on every platform.
  private var budget = 2_000_000

  static func judge(_ lock: PixiLock, _ manifest: PixiManifest?) -> FreshnessJudgement {
    guard let manifest else { return .unknown("there is no manifest of pixi beside it") }
    if manifest.environments.isEmpty { return .unknown(manifest.doubts.first ?? "\(manifest.name) cannot be read") }
    var judge = PixiFreshness(lock: lock, doubts: manifest.doubts)
    judge.compare(manifest)
    let changes = judge.order.map { change in
      let places = judge.places[TextKey(change)] ?? []
      return places.isEmpty ? change : change + " (" + places.joined(separator: ", ") + ")"
    }
    if !changes.isEmpty { return .stale("the lock does not answer \(manifest.name)", changes: changes) }
    if let doubt = judge.doubts.first { return .unknown("nothing is missing, but only pixi can tell: \(doubt)") }
    return .fresh("all that \(manifest.name) requires is locked, and all that is locked is required")
  }

  private init(lock: PixiLock, doubts: [String]) {
    self.lock = lock
    self.doubts = doubts
  }

  private mutating func compare(_ manifest: PixiManifest) {
    var locked: [TextKey: PixiLock.Environment] = [:]
    for environment in lock.environments { locked[TextKey(environment.name)] = environment }
    let installed = PixiInstalled.all(of: lock)
    var wanted: Set<TextKey> = []
    for environment in manifest.environments {
      wanted.insert(TextKey(environment.name))
      guard let found = locked[TextKey(environment.name)] else {
        note("the environment \(environment.name) is not locked")
        continue
      }
      compareChannels(environment, found)
      let platforms = Set(environment.platforms)
      for platform in found.platforms where !platforms.contains(platform) {
        note("\(platform) is locked but no platform of \(environment.name)")
      }
      for platform in environment.platforms {
        let use = PixiLock.Use(environment: environment.name, platform: platform)
        compare(environment, platform, installed[use] ?? PixiInstalled())
      }
    }
    for environment in lock.environments where !wanted.contains(TextKey(environment.name)) {
      note("the environment \(environment.name) is locked but not in \(manifest.name)")
    }
  }

  private mutating func compareChannels(_ environment: PixiManifest.Environment, _ found: PixiLock.Environment) {
    guard environment.hasOwnChannels else {
      doubts.append("\(environment.name) is solved together with other environments")
      return
    }
    // A name stands for a folder of whichever server is configured.
    let isSame = environment.channels.elementsEqual(found.channels) { wanted, locked in
      wanted.holds("://")
        ? wanted.hasSameBytes(as: locked) : locked.hasSameBytes(as: wanted) || locked.ends(with: "/" + wanted)
    }
    if !isSame {
      note(
        "the channels of \(environment.name) are \(environment.channels.joined(separator: ", ")), locked are "
          + found.channels.joined(separator: ", "))
    }
  }

  private mutating func compare(
    _ environment: PixiManifest.Environment, _ platform: String, _ installed: PixiInstalled
  ) {
    let place = environment.name + " " + platform
    budget -= environment.features.reduce(1) { $0 + $1.count }
    guard budget > 0 else {
      doubt("it has too many dependencies")
      return
    }
    var installed = installed
    for request in environment.features.flatMap({ $0.condaRequests(for: platform) }) {
      doubt(request.doubt)
      guard let record = installed.conda(request.name) else {
        note(shown(request) + " is not locked", place)
        continue
      }
      compare(request, record, isPython: false, place)
      installed.require(conda: request.name)
    }
    let python = environment.features.flatMap { $0.pypiRequests(for: platform) }
    for request in python {
      doubt(request.doubt)
      guard let record = installed.python(request.name) else {
        if installed.knowsPythonNames, request.doubt == nil {
          note(shown(request) + " is not locked", place)
        } else {
          doubt("\(request.name) may be among conda's packages")
        }
        continue
      }
      compare(request, record, isPython: true, place)
      installed.require(python: request.name)
    }
    guard installed.knowsPythonNames || (python.isEmpty && !installed.hasPython) else { return }
    for record in installed.notRequired() { note("\(record.name) is locked but nothing requires it", place) }
  }

  private mutating func compare(_ request: PixiFeature.Request, _ record: CondaRecord, isPython: Bool, _ place: String)
  {
    guard let version = request.version, version != "*", !record.version.isEmpty else { return }
    let answer =
      isPython ? Self.allows(python: version, record.version) : CondaVersionPattern(version)?.allows(record.version)
    switch answer {
    case false: note(shown(request) + " does not allow the locked " + record.version, place)
    case true: break
    default: doubt("\(shown(request)) is beyond this reader")
    }
  }

  private static func allows(python range: String, _ version: String) -> Bool? {
    guard let range = PEP440Specifier(range), let version = PEP440Version(version) else { return nil }
    return range.contains(version, prereleases: true)
  }

  private func shown(_ request: PixiFeature.Request) -> String {
    let version = request.version ?? ""
    return version.isEmpty || version == "*" ? request.name : request.name + " " + version
  }

  private mutating func doubt(_ reason: String?) { if let reason { doubts.append(reason) } }

  private mutating func note(_ change: String, _ place: String? = nil) {
    let key = TextKey(change)
    if places[key] == nil { order.append(change) }
    places[key, default: []] += place.map { [$0] } ?? []
  }
}
