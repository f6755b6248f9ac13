internal import Fingerprints
internal import Glibc
public import Model
public import ScenarioFiles

/// Chooses and loads scenario files.
public struct ScenarioSelection: Sendable {
  /// Scenario files, or directories with scenario files in them.
  public var paths: [String]
  /// Only scenarios whose name contains one of these; all when empty.
  public var filters: [String]
  /// Only scenarios that carry one of these; all when empty.
  public var tags: [String]

  public init(paths: [String], filters: [String] = [], tags: [String] = []) {
    self.paths = paths
    self.filters = filters
    self.tags = tags
  }

  /// Why nothing could be selected.
  public enum Failure: Error, Sendable {
    case mistakes(ScenarioMistakes)
    case breakdown(Breakdown)
  }

  /// What can be read of the first `limit` files, whatever is wrong with the others: for a shell that completes.
  public func readable(limit: Int) -> [Scenario] {
    let files = paths.flatMap { path in (try? Self.files(at: path, endings: Self.endings)) ?? [] }
    return files.prefix(limit).compactMap { file in (try? ScenarioLoader.load(file))?.scenario }
  }

  /// The selected scenarios, in the order of `paths`, those of a directory in byte order of their paths.
  ///
  /// Every file is read before anything runs, also those the filters leave out.
  /// - Throws: ``Failure`` with all mistakes of all files, or when nothing is selected.
  public func load() throws(Failure) -> [ScenarioDocument] {
    var files: [String] = []
    for path in paths {
      do throws(Breakdown) {
        for file in try Self.files(at: path, endings: Self.endings) where !files.contains(file) { files.append(file) }
      } catch {
        throw .breakdown(error)
      }
    }
    guard !files.isEmpty else {
      let shown = paths.map { PathText.visible($0) }.joined(separator: ", ")
      throw .breakdown(
        Breakdown(
          .selection, "no scenario files (*.yml, *.yaml) in \(shown)",
          remedy: "\"lockstep init\" writes one for the repository you stand in"))
    }
    var documents: [ScenarioDocument] = []
    var mistakes: [ScenarioMistake] = []
    for file in files {
      do throws(ScenarioMistakes) {
        documents.append(try ScenarioLoader.load(file))
      } catch {
        mistakes += error.mistakes
      }
    }
    for (index, file) in files.enumerated() {
      let record = RecordStore.path(for: file)
      if let other = files[..<index].first(where: { RecordStore.path(for: $0) == record }) {
        mistakes.append(
          ScenarioMistake(
            file: file,
            message: "it would share the record \(PathText.visible(record)) with \(PathText.visible(other)); rename one"
          ))
      }
    }
    guard mistakes.isEmpty else { throw .mistakes(ScenarioMistakes(mistakes)) }
    let selected = documents.filter { isSelected($0.scenario) }
    guard !selected.isEmpty else {
      throw .breakdown(
        Breakdown(
          .selection,
          "none of the \(documents.count) scenarios matches \(PathText.visible((filters.map { "--filter " + $0 } + tags.map { "--tag " + $0 }).joined(separator: " ")))",
          remedy: "\"lockstep list\" shows names and tags"))
    }
    return selected
  }

  private func isSelected(_ scenario: Scenario) -> Bool {
    (filters.isEmpty || filters.contains { scenario.name.contains($0) })
      && (tags.isEmpty || tags.contains(where: scenario.tags.contains))
  }

  /// How names of scenario files end.
  public static let endings = [".yml", ".yaml"]

  /// `path` without `./` in front: reports and histories know a file by its name, so that it must have one.
  private static func plain(_ path: String) -> String {
    var rest = path[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    return rest.isEmpty ? "." : String(rest)
  }

  /// `path` itself, or the files below it with one of `endings`; `fixtures` and hidden directories are not entered.
  static func files(at path: String, endings: [String]) throws(Breakdown) -> [String] {
    var info = stat()
    guard stat(path, &info) == 0 else {
      throw Breakdown(.usage, "read \(PathText.visible(path)): \(String(cString: strerror(errno)).lowercased())")
    }
    let path = Self.plain(path)
    guard info.st_mode & S_IFMT == S_IFDIR else { return [path] }
    guard let listing = opendir(path) else {
      throw Breakdown(.environment, "list \(PathText.visible(path)): \(String(cString: strerror(errno)).lowercased())")
    }
    var names: [[UInt8]] = []
    while let entry = readdir(listing) {
      names.append(withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } })
    }
    closedir(listing)
    var files: [String] = []
    let base = path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
    for name in names.sorted(by: { $0.precedes($1) }) {
      guard name.first != UInt8(ascii: ".") else { continue }
      guard let text = String(validating: name, as: UTF8.self) else {
        // A report could not name it, and to leave it out would pass over what somebody wrote to be run.
        guard endings.contains(where: { name.suffix($0.utf8.count).elementsEqual($0.utf8) }) else { continue }
        throw Breakdown(
          .usage, "\(PathText.visible(base))\(PathText.escaped(BytePath(name))): its name is not UTF-8",
          remedy: "rename it")
      }
      if text == "fixtures" { continue }
      guard lstat(base + text, &info) == 0 else { continue }
      switch info.st_mode & S_IFMT {
      case S_IFDIR: files += try Self.files(at: base + text, endings: endings)
      case S_IFREG where endings.contains(where: text.hasSuffix): files.append(base + text)
      default: continue
      }
    }
    return files
  }
}
