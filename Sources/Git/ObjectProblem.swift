internal import Fingerprints
internal import Glibc
internal import Limits
internal import PackFiles

/// What is to be said of an object that cannot be read.
struct ObjectProblem {
  private let id: ObjectID
  private let operation: String
  private let type: ObjectStore.ObjectType?

  /// - Parameter what: a phrase for what the object is, such as a path, escaped; empty where the type says it.
  init(_ id: ObjectID, _ type: ObjectStore.ObjectType?, _ what: String) {
    self.id = id
    self.type = type
    operation = "read \(type.map { "\($0)" } ?? "object") \(id)" + (what.isEmpty ? "" : " (\(what))")
  }

  private static let isDamaged = "the repository is damaged: run \"git fsck\", then clone it again"

  var wrongContent: GitFailure {
    GitFailure(
      kind: .object, operation: operation, detail: "the content of the object does not give that id",
      remedy: Self.isDamaged)
  }

  func wrongType(_ actual: ObjectStore.ObjectType) -> GitFailure {
    GitFailure(
      kind: .object, operation: operation,
      detail: "the object should be a \(type.map { "\($0)" } ?? "") and is a \(actual)",
      remedy: "run \"git fsck\" in the repository")
  }

  /// - Parameter gaps: why objects may be missing.
  func failure(_ fault: ObjectFault, gaps: [ObjectFiles.Gap]) -> GitFailure {
    switch fault {
    case .missing: return missing(gaps)
    case .unreadable(let cause) where cause == EACCES || cause == EPERM:
      return object("its file may not be read", remedy: "give this user the right to read the repository")
    case .unreadable(let cause): return machine(String(cString: strerror(cause)))
    case .tooLarge:
      return GitFailure(
        kind: .limit, operation: operation,
        detail: "the object is larger than the limit of \(LimitName.blob.text(Limits.current[.blob]))",
        remedy: LimitName.blob.remedy)
    case .tooDeep: return object("more than \(ReadLimits().deltaDepth) deltas lie one upon the other")
    case .deltaCycle: return object("the deltas it is made of lead back to where they began")
    case .truncated: return object("its pack is damaged: it ends too early")
    case .malformed: return object("its pack is damaged: its bytes are not as git wrote them")
    case .unsupported: return object("its file is no regular file")
    case .damaged(let reason):
      let remedy =
        reason.contains("git tolerates") ? "run \"git repack -ad\" in the repository, which mends it" : Self.isDamaged
      return object("the file objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2)) is damaged: \(reason)", remedy: remedy)
    }
  }

  private func missing(_ gaps: [ObjectFiles.Gap]) -> GitFailure {
    for case .machine(let pack, let cause) in gaps {
      return machine("\(pack) could not be opened: \(String(cString: strerror(cause)))")
    }
    guard let first = gaps.first else {
      return object(
        "the object is missing",
        remedy: "if the clone is shallow or partial, run \"git fetch --refetch\" or \"git fetch --unshallow\"; "
          + "else \"git fsck\"")
    }
    let reasons = gaps.prefix(3).map(Self.text).joined(separator: ", ") + (gaps.count > 3 ? " and more" : "")
    return object("the object is missing: " + reasons, remedy: Self.remedy(first))
  }

  private static func text(_ gap: ObjectFiles.Gap) -> String {
    switch gap {
    case .directory(let path, let owner?):
      "the alternate \(PathText.visible(path)) is not there, which \(PathText.visible(owner))/info/alternates names"
    case .directory(let path, nil): "\(PathText.visible(path)) is no directory"
    case .pack(let name, let reason): "\(name) \(reason)"
    case .machine(let name, _): "\(name) could not be opened"
    case .packLimit(let count, let limit): "only the largest \(limit) of \(count) packs were looked into"
    }
  }

  private static func remedy(_ gap: ObjectFiles.Gap) -> String {
    switch gap {
    case .directory(_, nil): isDamaged
    case .directory: "mend objects/info/alternates, or clone without --shared and --reference"
    case .packLimit: "run \"git gc\" in the repository"
    case .pack, .machine:
      "run \"git fsck\" in the repository; \"git index-pack\" makes the index of a pack anew"
    }
  }

  private func object(_ detail: String, remedy: String = isDamaged) -> GitFailure {
    GitFailure(kind: .object, operation: operation, detail: detail, remedy: remedy)
  }

  private func machine(_ detail: String) -> GitFailure {
    GitFailure(
      kind: .machine, operation: operation, detail: detail,
      remedy: "mend the machine (free space, memory, open files)")
  }
}
