internal import Fingerprints
internal import Model

/// Whether the tag is the same elsewhere.
extension ReleaseVerification {
  func unmoved(
    _ facts: ReleaseFacts, _ commit: ReleaseFacts.Commit, home: String, _ report: inout ReleaseReport
  ) async throws(Breakdown) -> ReleaseCheck {
    var details: [String] = []
    let own = facts.tags.first?.id
    if let remote {
      let found = try await RemoteTag.ask(remote, ref: ref, home: home)
      guard let object = found.object else {
        return ReleaseCheck(
          .tagUnmoved, .failed, "\(PathText.visible(remote)) has no \(shownRef)",
          remedy: "push the tag, or find out who removed it there")
      }
      guard object == own ?? commit.id, found.peeled == (own == nil ? nil : commit.id) else {
        let expected = own.map { "tag object \($0) of commit \(commit.id)" } ?? "commit \(commit.id)"
        let actual = found.peeled.map { "tag object \(object) of commit \($0)" } ?? "commit \(object)"
        return ReleaseCheck(
          .tagUnmoved, .failed, "here it is \(expected), at \(PathText.visible(remote)) \(actual)",
          remedy: "the tag was moved: ask which is meant; \"git fetch --tags --force\" takes over the remote's")
      }
      details.append("the same at \(PathText.visible(remote))")
    }
    if let tagsLock {
      var lock = try TagsLock(tagsLock)
      let entry = TagsLock.Entry(
        object: own ?? "-", commit: commit.id, tree: commit.tree, seen: Today.current.description)
      if let known = lock[ref] {
        guard (known.object, known.commit, known.tree) == (entry.object, entry.commit, entry.tree) else {
          return ReleaseCheck(
            .tagUnmoved, .failed,
            "on \(PathText.visible(known.seen)) it was tag object \(known.object) of commit \(known.commit), now it is "
              + "\(entry.object) of \(entry.commit)",
            remedy: "the tag was moved; if that is meant, remove its line from \(PathText.visible(tagsLock))")
        }
        details.append("as first seen on \(PathText.visible(known.seen))")
      } else if writesLock {
        lock[ref] = entry
        try lock.write(tagsLock)
        report.hasNewLock = true
        details.append("seen for the first time, and noted in \(PathText.visible(tagsLock))")
      } else {
        details.append("not in \(PathText.visible(tagsLock)) yet")
      }
    }
    guard !details.isEmpty else {
      let hint = facts.origin.map { " (such as \(PathText.visible($0)))" } ?? ""
      return ReleaseCheck(
        .tagUnmoved, .notChecked, isRequired: false,
        "--remote ADDRESS\(hint) asks another repository, --tags-lock FILE remembers")
    }
    return ReleaseCheck(.tagUnmoved, .ok, details.joined(separator: ", "))
  }
}
