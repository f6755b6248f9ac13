internal import Fingerprints

/// Whether pins belong to the requirements that pip-compile or uv made them from.
///
/// Nothing records the old requirements, so that the rule is: each requirement of the inputs is answered by a pin,
/// each constraint is kept, and what a comment says an input asked for is still asked for.
struct CompiledFreshness {
  private let command: CompileCommand
  private let annotations: [CompileAnnotations.Wish]
  private let packages: [PinnedPackage]
  private let lock: LockPath
  private let source: any LockfileSource
  /// The folder the command was run in, as far as that can be told.
  private let base: [String]

  /// - Parameter packages: those of the lock.
  init(
    command: CompileCommand, annotations: [CompileAnnotations.Wish], packages: [PinnedPackage], lock: LockPath,
    source: any LockfileSource
  ) {
    self.command = command
    self.annotations = annotations
    self.packages = packages
    self.lock = lock
    self.source = source
    base = Self.base(command, lock)
  }

  /// The lock's own path ends with the output of the command. When none is given, pip-compile takes the input's path
  /// with another ending.
  private static func base(_ command: CompileCommand, _ lock: LockPath) -> [String] {
    let folder = Array(lock.components.dropLast())
    let written = LockPath(command.output ?? command.inputs.first ?? "").components.filter { $0 != "." }
    guard !written.isEmpty, written.count <= lock.components.count, !written.contains("..") else { return folder }
    let compared = command.output == nil ? written.count - 1 : written.count
    let end = lock.components.suffix(written.count).prefix(compared)
    guard zip(end, written).allSatisfy({ $0.hasSameBytes(as: $1) }) else { return folder }
    return lock.components.dropLast(written.count)
  }

  /// The inputs by their paths in the tree; those that are not there are left out.
  private var inputs: [(written: String, path: LockPath?)] {
    var written = command.inputs
    if written.isEmpty {
      // Another command called the tool, and the comments behind the packages name the inputs.
      written = annotations.map(\.file).sortedByBytes()
    }
    return written.map { ($0, place(of: $0)) }
  }

  private func place(of written: String) -> LockPath? {
    let name = LockPath(written).name
    let candidates = [
      LockPath((base + ["."]).joined(separator: "/")).resolving(written), lock.resolving(name),
      LockPath("").resolving(written),
    ]
    return candidates.compactMap { $0 }.first { source.bytes(at: $0) != nil }.map { LockPath($0) }
  }

  /// To the inputs that there are.
  var references: [LockReference] {
    inputs.compactMap(\.path).map { LockReference(.manifest, $0.text, from: LockPath("")) }
  }

  func judge() -> FreshnessJudgement {
    let inputs = inputs
    guard !inputs.isEmpty else { return .unknown("\(command.tool) made it, from what is not written down") }
    var wishes = CompiledInputs(command: command, source: source)
    for (written, path) in inputs {
      guard let path else { return .unknown("\(written), which it was made from, is not there") }
      do { try wishes.read(path) } catch { return .unknown("\(path.text) cannot be judged: \(error.message)") }
    }
    for file in command.constraints { if let path = place(of: file) { wishes.read(constraints: path) } }
    for file in command.overrides { if let path = place(of: file) { wishes.read(overrides: path) } }
    let names = inputs.map(\.written).sortedByBytes().joined(separator: ", ")
    let changes = faults(wishes) + forgotten(wishes)
    return changes.isEmpty
      ? .fresh("the pins answer \(names)", tool: command.tool)
      : .stale("the pins do not answer \(names)", tool: command.tool, changes: changes)
  }

  private func faults(_ wishes: CompiledInputs) -> [String] {
    let locked = LockedPackages(packages, keepsExtras: packages.contains { !$0.extras.isEmpty })
    let omitted = Set(command.omitted.map { TextKey($0) })
    let addressed = Set(
      wishes.list.filter { $0.requirement.address != nil }.compactMap(\.requirement.name).map { TextKey($0) })
    return wishes.list.compactMap { wish in
      guard let name = wish.requirement.name else { return nil }
      let isAsked = wish.asksFor && !omitted.contains(TextKey(name))
      if let fault = locked.fault(of: wish.requirement, asksFor: isAsked) {
        return "\(wish.place): \(name): \(fault)"
      }
      guard wish.asksFor, wishes.isComplete, !addressed.contains(TextKey(name)),
        let address = locked.address(of: name)
      else { return nil }
      return "\(wish.place): \(name): asked of an index, and the one from \(address) is locked"
    }
  }

  /// What a comment says an input asked for, and none asks for now.
  private func forgotten(_ wishes: CompiledInputs) -> [String] {
    guard wishes.isComplete else { return [] }
    let wanted = Set(wishes.list.compactMap(\.requirement.name).map { TextKey($0) })
    let names = annotations.map(\.package).filter { !wanted.contains(TextKey($0)) }
    return names.sortedByBytes().map { "\($0): locked, but no longer required" }
  }
}
