internal import ContainerFiles

/// Says whether a lock is there when a command wants it.
struct LockFiles {
  private let subject: DockerfileSubject
  private let name: String
  /// For each stage the instruction with which the lock can come.
  private var first: [Int?] = []

  init(_ subject: DockerfileSubject, name: String) {
    self.subject = subject
    self.name = name
    first = subject.stages.map { source(in: $0) }
  }

  /// Whether the lock can be there for a command.
  func mayBeThere(for place: DockerfileSubject.Located) -> Bool {
    subject.isDone(first, before: place.run.index + 1, of: place.stage)
      || place.run.mounts.contains { $0.kind == "bind" && binds($0, name) }
  }

  /// What comes from other stages and images is taken to have it, and so is what a command fetches or writes.
  private func source(in stage: StageSubject) -> Int? {
    let copy = stage.copies.first { brings($0, name) }?.index
    let run = stage.runs.first { $0.commands.contains { writes($0, name) } }?.index
    return [copy, run].compactMap { $0 }.min()
  }

  private func brings(_ copy: CopySubject, _ name: String) -> Bool {
    guard copy.readsContext else { return copy.sources.contains { covers($0, name) } }
    return copy.sources.contains { covers($0, name) && isInContext(path($0, name)) }
  }

  private func binds(_ mount: MountOptions, _ name: String) -> Bool {
    let source = mount.source.isEmpty ? "." : mount.source
    return covers(source, name) && (!mount.from.isEmpty || isInContext(path(source, name)))
  }

  private func writes(_ command: RunCommand, _ name: String) -> Bool {
    if ["git", "tar", "unzip", "curl", "wget"].contains(command.program) { return true }
    return command.texts.contains { $0.hasSuffix(name) }
      || command.redirections.contains { $0.target.text.hasSuffix(name) }
  }

  /// Whether a source is the file, or may be a directory that holds it.
  private func covers(_ source: String, _ name: String) -> Bool {
    let last = CommandReader.baseName(source.hasSuffix("/") ? String(source.dropLast()) : source)
    if last == name || last.contains("$") { return true }
    if last.contains("*") || last.contains("?") || last.contains("[") { return matches(last, name) }
    // A name with an ending is a file of another name; without one it may be a directory.
    return source.hasSuffix("/") || last == "." || last == ".." || !last.dropFirst().contains(".")
  }

  private func matches(_ pattern: String, _ name: String) -> Bool {
    let prefix = pattern.prefix { !"*?[".contains($0) }
    let suffix = pattern.reversed().prefix { !"*?]".contains($0) }.reversed()
    return name.hasPrefix(prefix) && name.hasSuffix(String(suffix))
  }

  private func path(_ source: String, _ name: String) -> String {
    var parts = source.split(separator: "/").filter { $0 != "." }.map(String.init)
    if let last = parts.last, last == name || last.contains("*") || last.contains("?") || last.contains("[") {
      parts.removeLast()
    }
    return (parts + [name]).joined(separator: "/")
  }

  private func isInContext(_ path: String) -> Bool {
    guard let context = subject.context, !path.contains("$"), !path.contains("..") else { return true }
    let bytes = Array(path.utf8)
    return context.keeps(bytes) && context.contains.map { $0(bytes) } ?? true
  }
}
