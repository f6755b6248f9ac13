internal import Fingerprints
internal import Git
internal import Model

/// Makes the repository that a recipe describes.
enum SyntheticBuilder {
  /// Writes a bare repository into `directory`, which must not exist.
  ///
  /// - Throws: ``GitFailure`` naming the commit and path that git refuses.
  static func build(_ recipe: SyntheticRecipe, in directory: String) throws(GitFailure) -> SyntheticIDs {
    var repository = try SyntheticRepository(directory: directory)
    var commits: [ObjectID] = []
    for recipe in recipe.commits {
      let identity = SyntheticRepository.Identity(
        name: recipe.authorName, email: recipe.authorEmail, time: recipe.time)
      commits.append(
        try repository.commit(
          recipe.files.map { (BytePath($0.path), change($0.action)) }, message: recipe.message,
          identity: identity, branch: SyntheticRecipe.mainBranch))
    }
    try repository.checkOut(branch: SyntheticRecipe.mainBranch)
    for branch in recipe.branches where commits.indices.contains(branch.commit) {
      try repository.point("refs/heads/" + branch.name, at: commits[branch.commit])
    }
    var tags: [SyntheticIDs.NamedID] = []
    for tag in recipe.tags where commits.indices.contains(tag.commit) {
      let target = commits[tag.commit]
      guard let message = tag.message else {
        try repository.point("refs/tags/" + tag.name, at: target)
        continue
      }
      let tagger = SyntheticRepository.Identity(
        name: CommitRecipe.defaultName, email: CommitRecipe.defaultEmail, time: recipe.commits[tag.commit].time)
      let id = try repository.annotatedTag(tag.name, target: target, message: message, tagger: tagger)
      tags.append(SyntheticIDs.NamedID(name: tag.name, id: id.hex))
    }
    return SyntheticIDs(commits: commits.map(\.hex), tags: tags)
  }

  private static func change(_ action: FileChange.Action) -> SyntheticRepository.Change {
    switch action {
    case .file(let content, let executable): .file(content.bytes, executable: executable)
    case .symlink(let target): .symlink(Array(target.utf8))
    case .submodule(let id): ObjectID(hex: id).map { .submodule($0) } ?? .delete
    case .delete: .delete
    }
  }
}
