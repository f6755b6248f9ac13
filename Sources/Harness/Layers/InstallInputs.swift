internal import Audit
internal import BuildContext
internal import CopyDigests
internal import Fingerprints
internal import Glob

/// Finds the files that one installation reads among those that are there when it runs.
struct InstallInputs<Files: ContextFiles> {
  let install: DependencyInstallation
  /// Where it runs, absolute.
  let directory: [UInt8]
  let image: ImageFiles
  let content: ContentTree
  let files: Files

  private(set) var found: [LayersReport.Install.Input] = []
  private(set) var missing: [String] = []
  /// Files of the tree, from the context's root, that those missing are likely to be; whether or not the context has them.
  private(set) var absent: [BytePath] = []
  /// The places of the files of the context that are read.
  private(set) var records: Set<Int> = []
  /// Directories of the image that are installed themselves.
  private(set) var projects: [[UInt8]] = []
  private var seen: Set<[UInt8]> = []

  /// Requirements that name others are followed so far.
  private static var mostFiles: Int { 500 }

  init(
    install: DependencyInstallation, directory: [UInt8], image: ImageFiles, content: ContentTree, files: Files
  ) {
    self.install = install
    self.directory = directory
    self.image = image
    self.content = content
    self.files = files
  }

  mutating func add(_ input: DependencyInstallation.Input) throws {
    try add(ImageFiles.absolute(Array(input.name.utf8), in: directory), named: input.name, input.kind)
  }

  /// - Parameter name: as the tool looks for it.
  private mutating func add(
    _ path: [UInt8], named name: String, _ kind: DependencyInstallation.Input.Kind
  ) throws {
    guard seen.count < Self.mostFiles, seen.insert(path).inserted else { return }
    guard let file = kind == .settings ? image.files[path] : image.file(at: path) else {
      if kind == .settings { return }
      let isWritten = mayBeWritten(name)
      // A tool that has no lock here needs none; one that lies in the context is meant for it.
      let isBesideManifest = install.inputs.contains { $0.kind == .manifest }
      let candidate = isWritten ? nil : try candidate(for: name)
      if kind == .lock, !isWritten, isBesideManifest, candidate == nil { return }
      found.append(.init(path: name, kind: kind.rawValue, isCopied: isWritten, line: nil))
      guard !isWritten else { return }
      missing.append(name)
      if let likely = try candidate ?? rootFile(for: name) { absent.append(likely) }
      return
    }
    let shown = file.record.map { PathText.escaped(content.records[$0].entry.path) } ?? PathText.escaped(BytePath(path))
    found.append(
      .init(path: shown, kind: kind == .settings ? "settings" : kind.rawValue, isCopied: true, line: file.line))
    guard let record = file.record else { return }
    records.insert(record)
    guard install.tool.contains("pip"), kind == .requirements || kind == .lock,
      case .file(let bytes) = try files.look(at: content.records[record].entry.path)
    else { return }
    let parent = BytePath(Array(path.dropFirst())).parent.bytes
    for named in RequirementIncludes.read(bytes) {
      let target = ImageFiles.absolute(named.path, in: [UInt8(ascii: "/")] + parent)
      switch named.kind {
      case .requirements, .constraints:
        // Named from the file that names it, as people read it.
        try add(
          target, named: PathText.escaped(BytePath(named.path)), named.kind == .constraints ? .lock : .requirements)
      case .project:
        // Unlike the others these are relative to where pip runs.
        add(project: named.path)
      }
    }
  }

  /// - Parameter path: relative to where the tool runs, or absolute.
  mutating func add(project path: [UInt8]) {
    let root = ImageFiles.absolute(path, in: directory)
    projects.append(root)
    let below = root.count == 1 ? root : root + [UInt8(ascii: "/")]
    for (path, file) in image.files where path.starts(with: below) || path == root {
      if let record = file.record { records.insert(record) }
    }
  }

  private func mayBeWritten(_ name: String) -> Bool {
    let last = BytePath(Array(name.utf8)).lastComponent
    return install.written.contains("*")
      || install.written.contains { BytePath(Array($0.utf8)).lastComponent == last }
  }

  /// A file of the tree with that name, beside a manifest that the tool reads.
  private func candidate(for name: String) throws -> BytePath? {
    for record in records.sorted() {
      let path = content.records[record].entry.path.parent.appending(Array(name.utf8))
      // Whether the builder is sent it does not matter: it is not, when nothing asks for it.
      if case .file = try files.look(at: path) { return path }
    }
    return nil
  }

  /// A file of the tree that lies where the command looks, as if it ran in the context.
  private func rootFile(for name: String) throws -> BytePath? {
    let path = BytePath(Array(name.utf8))
    let inside = name.hasPrefix("/") ? path.lastComponent : path
    guard let place = inside.normalised(), case .file = try files.look(at: place) else { return nil }
    return place
  }
}

/// The files that a requirements file of pip names.
enum RequirementIncludes {
  enum Kind { case requirements, constraints, project }

  static func read(_ bytes: [UInt8]) -> [(kind: Kind, path: [UInt8])] {
    bytes.split(separator: 0x0A).prefix(100_000).compactMap { line -> (kind: Kind, path: [UInt8])? in
      var text = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard text.first == UInt8(ascii: "-") else { return nil }
      let options: [(String, Kind)] = [
        ("--requirement", .requirements), ("--constraint", .constraints), ("--editable", .project),
        ("-r", .requirements), ("-c", .constraints), ("-e", .project),
      ]
      guard let (name, kind) = options.first(where: { text.starts(with: $0.0.utf8) }) else { return nil }
      text = text.dropFirst(name.utf8.count)
      // A long option is not a part of another one.
      if name.hasPrefix("--"), let next = text.first, next != 0x20, next != 0x09, next != UInt8(ascii: "=") {
        return nil
      }
      let value = text.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "=") }
      let path = value.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D && $0 != UInt8(ascii: "[") }
      let isAddress = String(decoding: path, as: UTF8.self).contains(":")
      return path.isEmpty || isAddress || path.contains(UInt8(ascii: "$")) ? nil : (kind, Array(path))
    }
  }
}
