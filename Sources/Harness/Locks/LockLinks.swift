internal import Fingerprints
internal import Lockfiles
internal import Model

/// Links in the place of lockfiles: they are never followed.
enum LockLinks {
  /// What to say of the lockfiles among `links` that lead to another place in the tree.
  ///
  /// - Parameter target: gives the text of the link at a path from the tree's root.
  /// - Throws: ``Breakdown`` for one that leads out of the tree; what `target` throws.
  static func warnings(
    among links: [BytePath], includingForeign: Bool = false, target: (BytePath) throws -> [UInt8]?
  ) throws -> [String] {
    let locks = LockfileReader.lockfiles(among: links.compactMap(\.utf8Text), includingForeign: includingForeign)
    return try locks.map { text in
      let path = BytePath(text)
      let shown = PathText.visible(path)
      guard let destination = try target(path), destination.first != 0x2F,
        path.parent.appending(BytePath(destination)).normalised() != nil
      else {
        throw Breakdown(
          .repository, "\(shown) is a symbolic link that leaves the checkout",
          remedy: "put the lockfile itself there; links are not followed")
      }
      return "\(shown) is a symbolic link and left out as a lockfile: what it leads to is read where it lies"
    }
  }
}
