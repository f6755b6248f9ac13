internal import Fingerprints
internal import Git

/// A byte that chooses what the rest is: an object of git's, files of a repository, or a pack.
enum ObjectsCheck {
  static func run(_ input: [UInt8]) throws {
    guard let choice = input.first else { return }
    let content = Array(input.dropFirst())
    switch choice % 8 {
    case 0: try tree(content)
    case 1: try commit(content)
    case 2: try tag(content)
    case 3: try attributes(content)
    case 4: try refs(content)
    case 5: try PacksCheck.loose(content)
    case 6: try PacksCheck.files(content)
    default: try PacksCheck.entries(content)
    }
  }

  /// What is accepted is sorted, has no name that leads elsewhere, and says the same when it is written again.
  private static func tree(_ content: [UInt8]) throws {
    let repository = try ScratchRepository()
    let id = try repository.put("tree", content)
    let entries: [GitEntry]
    do throws(GitFailure) {
      entries = try ObjectStore(objectsDirectory: repository.objects).entries(ofTree: id, what: "the root tree")
    } catch {
      return try requireSafe("\(error)", "a failure")
    }
    var keys: [[UInt8]] = []
    for entry in entries {
      try require(!entry.name.isEmpty && !entry.name.contains { $0 == 0 || $0 == 0x2F }, "a name is one component")
      let folded = String(decoding: entry.name, as: UTF8.self).lowercased()
      try require(![".", "..", ".git", "git~1"].contains(folded), "no name leads elsewhere")
      keys.append(entry.kind == .directory ? entry.name + [0x2F] : entry.name)
    }
    try require(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) }, "a tree is sorted")
    try require(Set(entries.map(\.name)).count == entries.count, "each name is there once")
    let written = try repository.put(
      "tree", entries.flatMap { Array("\(mode($0.kind)) ".utf8) + $0.name + [0] + $0.id.bytes })
    let again = try? ObjectStore(objectsDirectory: repository.objects).entries(ofTree: written, what: "the root tree")
    // How a mode was spelt is remarked upon once.
    func isSame(_ one: GitEntry, _ other: GitEntry) -> Bool {
      one.name == other.name && one.kind == other.kind && one.id == other.id
    }
    try require(again?.elementsEqual(entries, by: isSame) == true, "a tree that is written reads as the same one")
  }

  private static func mode(_ kind: GitEntry.Kind) -> String {
    switch kind {
    case .file(let executable): executable ? "100755" : "100644"
    case .symlink: "120000"
    case .directory: "40000"
    case .submodule: "160000"
    }
  }

  private static func commit(_ content: [UInt8]) throws {
    let repository = try ScratchRepository()
    let id = try repository.put("commit", content)
    let store = try ObjectStore(objectsDirectory: repository.objects)
    let commit = try? store.commit(id)
    guard let record = try? store.record(ofCommit: id) else { return }
    try require(commit?.tree == record.tree, "both readings of a commit find the same tree")
    try require(commit?.committerTime ?? 0 == record.time, "both readings of a commit find the same time")
    try require(!record.subject.contains(0x0A), "a subject is one line")
  }

  /// A tag, a zero byte, and the revision to find.
  private static func tag(_ content: [UInt8]) throws {
    let parts = content.parts(2)
    let repository = try ScratchRepository()
    let tree = try repository.put("tree", [])
    _ = try repository.put("commit", Array("tree \(tree)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n".utf8))
    let id = try repository.put("tag", parts[0])
    try repository.write("ref: refs/heads/main\n", to: "HEAD")
    try repository.write("\(id)\n", to: "refs/tags/t")
    try resolve(["t", String(decoding: parts[1], as: UTF8.self)], in: repository)
  }

  /// `HEAD`, `config`, `packed-refs`, a branch and a revision, zero bytes between.
  private static func refs(_ content: [UInt8]) throws {
    let parts = content.parts(5)
    // The configuration may name other files, and this machine's are none of ours.
    guard !parts[1].contains(UInt8(ascii: "/")) else { return }
    let repository = try ScratchRepository()
    let tree = try repository.put("tree", [])
    _ = try repository.put("commit", Array("tree \(tree)\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n".utf8))
    for (path, bytes) in zip(["HEAD", "config", "packed-refs", "refs/heads/main"], parts) {
      try repository.write(bytes, to: path)
    }
    try resolve(["HEAD", "main", String(decoding: parts[4], as: UTF8.self)], in: repository)
  }

  /// Both ways to a commit end at the same one.
  private static func resolve(_ revisions: [String], in repository: ScratchRepository) throws {
    guard let layout = try? RepositoryLayout.find(around: repository.directory) else { return }
    _ = layout.hasCommit
    let resolver = RevisionResolver(layout)
    for revision in revisions {
      // With something behind it, the library finds it.
      if let plain = try? resolver.resolve(revision), let other = try? resolver.resolve(revision + "^{commit}") {
        try require(plain == other, "\(revision) is one commit: \(plain), \(other)")
      }
      _ = try? resolver.resolveTree(revision)
    }
  }

  /// An attribute file, a path and a file's content, zero bytes between.
  private static func attributes(_ content: [UInt8]) throws {
    let parts = content.parts(3)
    let path = BytePath(relativePath(parts[1]))
    guard !path.isRoot else { return }
    let repository = try ScratchRepository()
    let file = try repository.put("blob", parts[0])
    let blob = try repository.put("blob", parts[2])
    let store = try ObjectStore(objectsDirectory: repository.objects)
    func read() throws -> (filtered: Bool, content: [UInt8]?, attribute: AttributeValue) {
      var filters = AttributeFilters()
      try filters.add(attributeFile: BytePath(".gitattributes"), id: file, in: store)
      let content = parts[2]
      let applied = try filters.apply(path: path, id: blob, content: content.span.bytes, in: store)
      return (
        try filters.isFiltered(path, in: store), applied, try filters.attribute("text", of: path, in: store)
      )
    }
    guard let once = try? read(), let again = try? read() else { return }
    try require(once == again, "reading twice is the same")
    try require(once.filtered || once.content == nil, "what no attribute is about stays as it is")
  }
}
