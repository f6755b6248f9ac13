internal import Files
internal import Fingerprints
internal import Git
internal import Glibc
public import Model

/// Makes the state that a scenario describes as a clone of its own: a repository with its work tree, edits applied.
public struct StateMaking: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// - Parameter directory: must not exist; what is made appears there as a whole.
  /// - Throws: ``Breakdown``.
  public func make(_ recipe: SyntheticRecipe, revision: String, at directory: String) async throws(Breakdown) {
    var info = stat()
    guard lstat(directory, &info) != 0 else {
      throw Breakdown(
        .usage, "make \(PathText.visible(directory)): it exists already", remedy: "name a directory that does not")
    }
    // Beside it, so that it can be moved there.
    var template = Array((directory + ".lockstep-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Self.failure("make a directory beside", directory) }
    let place = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { TreeRemoval.remove(place) }
    let request = WorkerRequest.makeState(recipe, revision: revision, directory: place)
    _ = try await client.answer(to: request) { if case .madeState = $0 { true } else { nil } }
    guard rename(place + "/work", directory) == 0 else { throw Self.failure("make", directory) }
  }

  private static func failure(_ verb: String, _ directory: String) -> Breakdown {
    Breakdown(.environment, "\(verb) \(PathText.visible(directory)): \(String(cString: strerror(errno)))")
  }

  /// Inside a worker.
  static func answer(_ recipe: SyntheticRecipe, revision: String, directory: String) throws {
    let (bare, work) = (directory + "/repository.git", directory + "/work")
    _ = try SyntheticBuilder.build(recipe, in: bare)
    let layout = try RepositoryLayout.find(around: bare)
    let tree = try RevisionResolver(layout).resolveTree(revision).tree
    guard mkdir(work, 0o777) == 0 else { throw failure("make", work) }
    var reader = try CheckoutReader(objectsDirectory: layout.objectsDirectory)
    let entries = try CommitTree.list(tree, in: reader.store)
    try Checkout.write(entries, into: work, order: .sorted, from: &reader)
    try IndexEntries.write(entries, to: bare)
    let config = "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n"
    if let code = FileWriting.replace(bare + "/config", with: Array(config.utf8), isDurable: false) {
      errno = code
      throw failure("write the configuration of", work)
    }
    guard rename(bare, work + "/.git") == 0 else { throw failure("make", work) }
    try WorkTreeEdits.apply(recipe.edits, to: work, variation: Variation(run: 1, changing: []))
  }
}
