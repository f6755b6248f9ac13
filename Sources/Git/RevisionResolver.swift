internal import Clibgit2
public import Fingerprints
internal import Glibc
internal import PackFiles

/// A revision's commit.
public struct ResolvedRevision: Hashable, Sendable {
  public let commit: ObjectID
  /// True for tags and object ids, which stay; false for branches and `HEAD`, which move.
  public let isFixed: Bool
}

/// The tree that a revision names.
public struct ResolvedTree: Hashable, Sendable {
  public let tree: ObjectID
  /// The commit whose tree it is; nil when the revision names the tree itself.
  public let commit: ObjectID?
}

/// Turns the name of a revision into the id of one commit, or of one tree.
public struct RevisionResolver: Sendable {
  private let layout: RepositoryLayout

  public init(_ layout: RepositoryLayout) { self.layout = layout }

  /// The commit that `revision` names, and whether it always will.
  ///
  /// Accepted: `HEAD`, full ref names, names of tags, branches and remote branches, object ids of at least
  /// four digits, each with any number of `~N`, `^N`, `^{commit}`, `^{}` behind it. Reflog, date, path and
  /// search forms are not: what they name depends on more than the repository's content.
  /// - Throws: ``GitFailure`` of kind `badRevision`, `unknownRevision` or `ambiguousRevision`, and `notARepository` when
  ///   libgit2 cannot open the repository.
  public func resolve(_ revision: String) throws(GitFailure) -> ResolvedRevision {
    // The commonest questions by far, and starting libgit2 takes longer than the answer.
    if let plain = PlainRevision(revision, in: layout), plain.isCommit {
      return ResolvedRevision(commit: plain.object, isFixed: plain.isFixed)
    }
    return try LibraryRevisions(layout).resolve(revision)
  }

  /// The tree that `revision` names: that of a commit, or with `^{tree}` behind it, by its own id or by a tag of a tree
  /// one without a commit. Otherwise what ``resolve(_:)`` accepts.
  ///
  /// - Throws: as ``resolve(_:)``.
  public func resolveTree(_ revision: String) throws(GitFailure) -> ResolvedTree {
    if let plain = PlainRevision(revision, in: layout), plain.isCommit {
      let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
      return ResolvedTree(tree: try store.commit(plain.object).tree, commit: plain.object)
    }
    return try LibraryRevisions(layout).resolveTree(revision)
  }
}

/// Turns names of revisions into commits and trees by libgit2's view of a repository.
private struct LibraryRevisions: ~Copyable {
  private let repository: Handle
  private let files: ObjectReader?
  private let layout: RepositoryLayout

  /// - Throws: ``GitFailure`` when libgit2 cannot open the repository.
  init(_ layout: RepositoryLayout) throws(GitFailure) {
    try GitLibrary.start()
    let files = try? ObjectReader(ObjectFiles(objectsDirectory: layout.objectsDirectory))
    let opened: Handle
    do throws(GitFailure) {
      opened = try Handle("open repository \(layout.gitDirectory)", free: git_repository_free) {
        git_repository_open_ext(&$0, layout.gitDirectory, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
      }
    } catch {
      throw GitFailure(
        kind: .notARepository, operation: error.operation, detail: error.detail,
        remedy: error.detail.contains("unsupported")
          ? "this version of Lockstep reads SHA-1 repositories with loose or packed refs" : nil)
    }
    repository = opened
    self.files = files
    self.layout = layout
  }

  func resolve(_ revision: String) throws(GitFailure) -> ResolvedRevision {
    let shown = PathText.visible(String(revision.prefix(120)))
    let (name, suffix) = try parts(revision[...], shown: shown)
    let base = try base(name, shown: shown)
    try requireReadable(base.id, shown: shown)
    return ResolvedRevision(
      commit: try peel(base.id.hex + suffix, shown: shown), isFixed: base.ref.map { $0.hasPrefix("refs/tags/") } ?? true
    )
  }

  func resolveTree(_ revision: String) throws(GitFailure) -> ResolvedTree {
    let shown = PathText.visible(String(revision.prefix(120)))
    let isTree = revision.hasSuffix(Self.treeSuffix)
    let (name, suffix) = try parts(revision.dropLast(isTree ? Self.treeSuffix.count : 0), shown: shown)
    let base = try base(name, shown: shown, orTree: true)
    try requireReadable(base.id, shown: shown)
    let spec = base.id.hex + suffix
    let commit = try? peel(spec, shown: shown)
    return ResolvedTree(tree: try peel(spec, shown: shown, toTree: true), commit: isTree ? nil : commit)
  }

  private static let treeSuffix = "^{tree}"

  /// The name of a revision, and what is behind it.
  private func parts(_ revision: Substring, shown: String) throws(GitFailure) -> (name: String, suffix: String) {
    let split = revision.firstIndex { "~^".contains($0) } ?? revision.endIndex
    let name = String(revision[..<split])
    let suffix = String(revision[split...])
    guard isAcceptable(name), suffix.wholeMatch(of: /(~[0-9]{0,6}|\^[0-9]{0,3}|\^\{(commit)?\})*/) != nil else {
      throw GitFailure(
        kind: .badRevision, operation: "understand the revision \"\(shown)\"",
        detail: "it is no name of a tag, branch or commit",
        remedy: "give a tag, a branch, HEAD or a commit id, perhaps with ~N or ^N behind it")
    }
    return (name, suffix)
  }

  private func isAcceptable(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 1024, !name.hasPrefix("-"), !name.hasPrefix("/") else { return false }
    guard !name.contains("@{"), !name.contains(".."), !name.contains("//") else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !":?*[\\".unicodeScalars.contains($0)
    }
  }

  /// The object the name without its suffix stands for, and the ref it was found by.
  private func base(
    _ name: String, shown: String, orTree: Bool = false
  ) throws(GitFailure) -> (id: ObjectID, ref: String?) {
    let full = name == "@" ? "HEAD" : name
    if full == "HEAD" || full.hasPrefix("refs/") {
      guard let id = try target(of: full) else { throw unknown(full == "HEAD" ? full : shown) }
      return (id, full)
    }
    var found: [(ref: String, id: ObjectID)] = []
    for ref in ["refs/" + name, "refs/tags/" + name, "refs/heads/" + name, "refs/remotes/" + name] {
      if let id = try target(of: ref) { found.append((ref, id)) }
    }
    let commits = Set(
      try found.map { (entry) throws(GitFailure) in
        try requireReadable(entry.id, shown: entry.ref)
        if orTree { return (try? peel(entry.id.hex, shown: entry.ref)) ?? entry.id }
        return try peel(entry.id.hex, shown: entry.ref)
      })
    if commits.count > 1 {
      let refs = found.map(\.ref).joined(separator: " and ")
      throw GitFailure(
        kind: .ambiguousRevision, operation: "resolve the revision \"\(shown)\"",
        detail: "it names different commits: \(PathText.visible(refs))", remedy: "write the full name of the ref")
    }
    if let first = found.first { return (first.id, first.ref) }
    guard (4...40).contains(name.utf8.count), name.utf8.allSatisfy({ Hex.value(of: $0) != nil }) else {
      throw unknown(shown)
    }
    return (try abbreviated(name, shown: shown), nil)
  }

  /// Refuses what libgit2 would wait for or follow without end: a damaged file of an object, and tags upon tags.
  private func requireReadable(_ id: ObjectID, shown: String) throws(GitFailure) {
    var id = id
    for _ in 0...Self.maximumTags {
      let object: StoredObject
      do throws(ObjectFault) {
        guard let files else { return }
        object = try files.read(id)
      } catch {
        let operation = "read object \(id) (\(shown))"
        if let failure = ObjectStore.damage(error, id, operation) { throw failure }
        if error == .missing, let files, !files.damagedPacks.isEmpty { throw ObjectStore.missing(id, operation, files) }
        return
      }
      guard object.type == .tag, let target = TagTarget.of(object.content) else { return }
      id = target
    }
    throw GitFailure(
      kind: .object, operation: "find the commit of \"\(shown)\"",
      detail: "more than \(Self.maximumTags) tags lie one upon the other", remedy: "name the commit itself")
  }

  private static let maximumTags = 16

  private func abbreviated(_ digits: String, shown: String) throws(GitFailure) -> ObjectID {
    do throws(GitFailure) {
      return try object(digits)
    } catch {
      if error.kind == .ambiguousRevision {
        throw GitFailure(
          kind: .ambiguousRevision, operation: "resolve the revision \"\(shown)\"",
          detail: "several objects begin with it", remedy: "give more digits")
      }
      throw error.kind == .object ? unknown(shown) : error
    }
  }

  /// Nil when there is no such ref; symbolic refs are followed.
  private func target(of ref: String) throws(GitFailure) -> ObjectID? {
    try requireRegular(ref)
    var id = git_oid()
    let code = git_reference_name_to_id(&id, repository.pointer, ref)
    if code == GIT_ENOTFOUND.rawValue || code == GIT_EINVALIDSPEC.rawValue {
      git_error_clear()
      return nil
    }
    do throws(GitFailure) {
      try GitFailure.check(code, "read the ref \(PathText.visible(ref))")
    } catch {
      throw GitFailure(
        kind: error.kind, operation: error.operation, detail: error.detail,
        remedy: error.remedy ?? "mend or remove the file; \"git fsck\" checks all refs")
    }
    return ObjectID(copying: id)
  }

  /// Refuses a ref in a FIFO or the like, for which libgit2 would wait; symbolic refs are followed.
  private func requireRegular(_ ref: String) throws(GitFailure) {
    var name = ref
    for _ in 0..<6 {
      let directory = name.hasPrefix("refs/") ? layout.commonDirectory : layout.gitDirectory
      var info = stat()
      guard stat(directory + "/" + name, &info) == 0, info.st_mode & S_IFMT != S_IFDIR else { return }
      guard info.st_mode & S_IFMT == S_IFREG else {
        throw GitFailure(
          kind: .other, operation: "read the ref \(PathText.visible(name))", detail: "it is not a regular file",
          remedy: "move it away; git keeps refs in regular files")
      }
      guard let bytes = SmallFile.read(directory + "/" + name, limit: 1 << 16), bytes.starts(with: Array("ref: ".utf8))
      else { return }
      name = String(decoding: bytes.dropFirst(5).prefix { $0 > 0x20 }, as: UTF8.self)
    }
  }

  private func object(_ spec: String) throws(GitFailure) -> ObjectID {
    let object = try Handle("resolve \(spec)", free: git_object_free) {
      git_revparse_single(&$0, repository.pointer, spec)
    }
    guard let id = git_object_id(object.pointer) else { throw unknown(spec) }
    return ObjectID(copying: id.pointee)
  }

  private func peel(_ spec: String, shown: String, toTree: Bool = false) throws(GitFailure) -> ObjectID {
    do throws(GitFailure) {
      return try object(spec + (toTree ? Self.treeSuffix : "^{commit}"))
    } catch {
      switch error.kind {
      case .object where spec.contains("~") || spec.contains("^"): throw unknown(shown)
      case .badRevision, .other:
        throw GitFailure(
          kind: .unknownRevision, operation: "resolve the revision \"\(shown)\"",
          detail: toTree ? "it names neither a commit nor a tree" : "it names no commit",
          remedy: toTree
            ? "name the commit or tree that the file is in"
            : "a tree or a file has no history; name the commit it belongs to")
      case .object where files.map { !$0.gaps.isEmpty } ?? false:
        guard let files, let id = ObjectID(hex: String(spec.prefix(40))) else { throw unknown(shown) }
        throw ObjectStore.missing(id, "find the commit of \"\(shown)\"", files)
      default:
        throw GitFailure(
          kind: error.kind, operation: "find the commit of \"\(shown)\"", detail: error.detail,
          remedy: error.remedy)
      }
    }
  }

  private func unknown(_ shown: String) -> GitFailure {
    if git_repository_head_unborn(repository.pointer) == 1, shown.hasPrefix("HEAD") {
      return GitFailure(
        kind: .unknownRevision, operation: "resolve the revision \"\(shown)\"",
        detail: "the current branch has no commit yet", remedy: "commit first")
    }
    let shallow = git_repository_is_shallow(repository.pointer) == 1
    return GitFailure(
      kind: .unknownRevision, operation: "resolve the revision \"\(shown)\"",
      detail: "no tag, branch or commit has that name",
      remedy: shallow
        ? "the clone is shallow: run \"git fetch --unshallow --tags\""
        : "\"git tag\" and \"git branch -a\" list the names")
  }
}
