public import Model

/// Finds the object ids that a recipe gives.
public struct SyntheticQuery: Sendable {
  private let client: WorkerClient

  public init(client: WorkerClient) { self.client = client }

  /// Makes the repository in a temporary directory, which is gone afterwards.
  public func ids(of recipe: SyntheticRecipe) async throws(Breakdown) -> SyntheticIDs {
    let sandbox = try Sandbox.make()
    defer { sandbox.remove() }
    let request = WorkerRequest.synthesise(recipe, directory: sandbox.path)
    return try await client.answer(to: request) { if case .synthesised(let answer) = $0 { answer } else { nil } }
  }
}
