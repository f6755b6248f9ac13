internal import Fingerprints
internal import Model

/// Checks of the tag itself.
extension ReleaseVerification {
  func found(_ facts: ReleaseFacts) -> ReleaseCheck {
    guard let commit = facts.commit else {
      return ReleaseCheck(
        .tagFound, .failed, "\(shownRef) is a tag of the \(facts.targetType) \(facts.target), not of a commit",
        remedy: "a release is a commit: tag one")
    }
    let branch = facts.isAlsoBranch ? "; a branch has the name, too: write the full name where git is given it" : ""
    return ReleaseCheck(.tagFound, .ok, "\(shownRef) is commit \(commit.id)\(branch)")
  }

  var shownRef: String { PathText.visible(ref) }

  func kind(_ facts: ReleaseFacts) -> ReleaseCheck {
    let wanted = policy.requiredKind
    guard let outermost = facts.tags.first else {
      return wanted == .any
        ? ReleaseCheck(.tagKind, .ok, "lightweight: a name for a commit, that nobody signed")
        : ReleaseCheck(
          .tagKind, .failed, "lightweight, and the policy requires a tag that is \(wanted.rawValue)",
          remedy: "make one with \"git tag -a\" or \"git tag -s\", or allow it with --require any")
    }
    let upon = facts.tags.count > 1 ? ", upon \(facts.tags.count - 1) other" : ""
    return ReleaseCheck(.tagKind, .ok, "annotated, tag object \(outermost.id)\(upon)")
  }

  func name(_ facts: ReleaseFacts) -> ReleaseCheck {
    guard let outermost = facts.tags.first else {
      return ReleaseCheck(.tagName, .notChecked, isRequired: false, "a lightweight tag has no name of its own")
    }
    guard outermost.hasNameOfRef else {
      let own = outermost.name.map { "calls itself \"\($0)\"" } ?? "has no name"
      return ReleaseCheck(
        .tagName, .failed, "\(shownRef) holds a tag that \(own)",
        remedy: "somebody renamed it: its signature is for the other name")
    }
    return ReleaseCheck(.tagName, .ok, "the tag calls itself as its ref does")
  }

  func signature(_ facts: ReleaseFacts, home: String, seconds: Int) async throws(Breakdown) -> ReleaseCheck {
    let isRequired = policy.requiredKind == .signed
    guard let outermost = facts.tags.first, outermost.signature != nil else {
      return ReleaseCheck(
        .tagSignature, isRequired ? .failed : .notChecked, isRequired: isRequired, "the tag is not signed",
        remedy: isRequired ? "sign it with \"git tag -s\", or allow it with --require annotated" : nil)
    }
    switch try await TagSignature(policy: policy, home: home, seconds: seconds).check(outermost) {
    case .good(let by): return ReleaseCheck(.tagSignature, .ok, "signed by \(by)")
    case .bad(let why, let remedy):
      return ReleaseCheck(
        .tagSignature, .failed, why, remedy: remedy ?? "do not use the tag until whoever made it has explained this")
    case .notChecked(let why): return ReleaseCheck(.tagSignature, .notChecked, isRequired: isRequired, why)
    }
  }
}
