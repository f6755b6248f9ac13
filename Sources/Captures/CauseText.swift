internal import Fingerprints

/// What a cause is to people: one line with the places, and what to do.
struct CauseText {
  let code: ChangeCode
  let side: Int?
  let names: [String]
  let items: [MachineCause.Item]
  private let changes: [Change]

  /// - Parameter directories: those that only one side has.
  init(code: ChangeCode, side: Int?, changes: [Change], names: [String], directories: Set<BytePath>) {
    self.code = code
    self.side = side
    self.names = names
    self.changes = changes
    items =
      side != nil && code != .ignoreRule
      ? Self.gathered(changes, code, directories) : changes.map { Self.item($0, code) }
  }

  /// Directories that are there on one side only stand for what they hold, as in `git status`.
  private static func gathered(
    _ changes: [Change], _ code: ChangeCode, _ directories: Set<BytePath>
  ) -> [MachineCause.Item] {
    var items: [BytePath: MachineCause.Item] = [:]
    var files: [BytePath: Int] = [:]
    for change in changes {
      let entry = change.a?.arrives == true ? change.a : change.b
      let path = BytePath(change.path)
      guard let root = topmost(of: path, among: directories) else {
        items[path] = item(change, code)
        continue
      }
      files[root, default: 0] += entry?.files ?? (entry?.type == .directory ? 0 : 1)
    }
    for (root, count) in files { items[root] = whole(String(decoding: root.bytes, as: UTF8.self), count) }
    return items.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The outermost of `directories` that is `path` or holds it.
  private static func topmost(of path: BytePath, among directories: Set<BytePath>) -> BytePath? {
    if directories.isEmpty { return nil }
    for index in path.bytes.indices where path.bytes[index] == UInt8(ascii: "/") {
      let above = BytePath(Array(path.bytes[..<index]))
      if directories.contains(above) { return above }
    }
    return directories.contains(path) ? path : nil
  }

  private static func whole(_ path: String, _ files: Int) -> MachineCause.Item {
    MachineCause.Item(
      path: path + "/", note: files == 0 ? "empty" : "\(number(files)) \(files == 1 ? "file" : "files")")
  }

  private static func item(_ change: Change, _ code: ChangeCode) -> MachineCause.Item {
    let (a, b) = (change.a, change.b)
    let isDirectory = (a ?? b)?.type == .directory
    let path = change.path + (isDirectory ? "/" : "")
    if let files = a?.files ?? b?.files { return whole(change.path, files) }
    func pair(_ one: String?, _ other: String?) -> String? {
      if let one, let other, one != other { return "\(one) vs \(other)" }
      return nil
    }
    let note: String? =
      switch code {
      case .lineEnds:
        (a?.lfSha256 != nil ? a?.eol?.crlf : b?.eol?.crlf).map { "\(number($0)) \($0 == 1 ? "line" : "lines")" }
      case .umask: pair(a?.mode, b?.mode)
      case .executableBit: a?.executable == true ? "executable vs not" : "not executable vs executable"
      case .ignoreRule: (a?.arrives == true ? b : a)?.dockerignoreRule
      case .linkTarget: pair(a?.linkTarget, b?.linkTarget)
      case .type: pair(a?.type.rawValue, b?.type.rawValue)
      case .pathCase, .pathUnicode: a.map { "\($0.path) on the other side" }
      case .modified, .content, .commit: pair(size(a), size(b))
      default: nil
      }
    return MachineCause.Item(path: path, note: note)
  }

  private static func size(_ entry: CapturedEntry?) -> String? {
    entry?.size.map { "\(number(Int(clamping: $0))) bytes" }
  }

  /// `38`, `2,114`.
  static func number(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var groups: [Substring] = []
    while digits.utf8.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert(digits[...], at: 0)
    return (value < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  private static let shown = 8

  /// The first of `items`, escaped, and how many more there are.
  static func list(_ items: [MachineCause.Item]) -> String {
    var words = items.prefix(shown).map { item in
      PathText.visible(item.path) + (item.note.map { " (\(PathText.visible($0)))" } ?? "")
    }
    if items.count > shown { words.append("and \(number(items.count - shown)) more") }
    return words.joined(separator: ", ")
  }

  /// What `items` are, as many as there are: directories alone, or files as soon as one is among them.
  static func noun(_ items: [MachineCause.Item]) -> String {
    let areDirectories = items.allSatisfy { $0.path.hasSuffix("/") }
    return items.count == 1 ? (areDirectories ? "directory" : "file") : (areDirectories ? "directories" : "files")
  }

  var sentence: String { "\(Self.number(items.count)) \(predicate): \(Self.list(items))" }

  private var predicate: String {
    let one = items.count == 1
    let noun = Self.noun(items)
    let entries = one ? "entry" : "entries"
    let has = one ? "has" : "have"
    let (here, there) = (side.map { names[$0] } ?? "", side.map { names[1 - $0] } ?? "")
    let isAre = one ? "is" : "are"
    switch code {
    case .untracked: return "untracked \(noun) \(isAre) only in \(here)"
    case .only: return "\(noun) \(isAre) only in \(here)"
    case .missing: return "tracked \(noun) \(isAre) missing in \(there)"
    case .ignoreRule: return "\(entries) \(isAre) dropped by an ignore rule in \(there) alone"
    case .lineEnds:
      let crlf = changes.first?.a?.lfSha256 != nil ? 0 : 1
      return "\(noun) \(has) CRLF line ends in \(names[crlf]) and LF in \(names[1 - crlf])"
    case .umask: return "\(entries) \(has) other permission bits (\(names[0]) vs \(names[1]))"
    case .executableBit:
      return "\(noun) \(one ? "differs" : "differ") in the executable bit (\(names[0]) vs \(names[1]))"
    case .largeFile:
      let pointer = changes.first?.a?.lfs != nil ? 0 : 1
      return
        "\(noun) \(isAre) Git LFS \(one ? "a pointer" : "pointers") in \(names[pointer]) and smudged in \(names[1 - pointer])"
    case .commit: return "\(noun) \(one ? "differs" : "differ") between the commits"
    case .modified:
      let changed = changes.first?.b?.status == .modified ? 1 : 0
      return "tracked \(noun) \(isAre) changed in \(names[changed])"
    case .submodule: return "\(entries) of submodules \(one ? "differs" : "differ")"
    case .linkAsFile:
      let file = changes.first?.a?.type == .file ? 0 : 1
      return "\(one ? "link is a text file" : "links are text files") in \(names[file])"
    case .linkTarget: return "\(one ? "link points" : "links point") elsewhere"
    case .pathCase: return "\(one ? "name differs" : "names differ") in letter case alone"
    case .pathUnicode: return "\(one ? "name differs" : "names differ") in Unicode form alone"
    case .attributes: return "\(entries) \(one ? "differs" : "differ") in extended attributes or ACLs"
    case .type: return "\(entries) \(isAre) of another type"
    case .content: return "\(noun) \(one ? "differs" : "differ") in content"
    // Told as a note.
    case .redacted: return "\(noun) may differ"
    }
  }

  func remedy(_ facts: [FactDifference]) -> String? {
    switch code {
    case .lineEnds:
      let scripts = changes.allSatisfy { $0.path.hasSuffix(".sh") }
      let line = scripts ? "*.sh text eol=lf" : "* text=auto eol=lf"
      return
        "add \"\(line)\" to .gitattributes and commit it after \"git add --renormalize .\", then check the files out again"
    case .umask:
      return "umask 022 before the checkout and \"chmod -R u=rwX,go=rX .\"; COPY --chmod does not help BuildKit's cache"
    case .executableBit: return "git update-index --chmod=+x FILE and commit, or chmod as the commit has it"
    case .untracked, .only: return "add \(items.count == 1 ? "it" : "them") to .dockerignore"
    case .ignoreRule: return "use the same ignore file on both sides, and commit it"
    case .pathCase: return "rename with git mv in two steps, so that one name is left"
    case .pathUnicode: return "rename to NFC with git mv, and set core.precomposeUnicode=true on macOS"
    case .largeFile: return "git lfs install && git lfs pull, or GIT_LFS_SKIP_SMUDGE=1 on both sides"
    case .commit: return "check out the same commit on both sides"
    case .modified:
      return facts.contains { $0.name == "repo.assumeUnchanged" }
        ? "git update-index --no-assume-unchanged FILE shows the change; commit it or git checkout -- FILE"
        : "commit the change, git stash, or git checkout -- FILE"
    case .submodule: return "git submodule update --init --recursive, and clone with --recurse-submodules in CI"
    case .missing:
      if facts.contains(where: { $0.name == "repo.sparse" }) { return "git sparse-checkout disable" }
      if facts.contains(where: { $0.name == "repo.skipWorktree" }) {
        return "git update-index --no-skip-worktree FILE && git checkout -- FILE"
      }
      return "git checkout -- FILE"
    case .linkAsFile: return "git config core.symlinks true, remove the files and git checkout -- ."
    case .linkTarget: return "make the link relative and commit it"
    case .attributes: return "setfattr -x NAME FILE, setfacl -b FILE"
    case .type, .content: return "see what wrote it: lockstep context diff A B has the details"
    case .redacted: return nil
    }
  }
}
