internal import ContainerFiles

/// A stage as rules look at it.
struct StageSubject: Sendable {
  let stage: Dockerfile.Stage
  let image: ImageName
  /// The earlier stage that it is built upon; nil for an image.
  let parent: Int?
  /// `COPY --from` and `RUN --mount from` of images, no stages.
  let otherImages: [(image: ImageName, line: Int)]
  let runs: [RunInstruction]
  let copies: [CopySubject]
  /// Whether its layers can become those of an image that is published: no other stage only takes files from it.
  let isShipped: Bool

  var line: Int { stage.line }
}

/// A `COPY` or `ADD` with its place among the stage's instructions.
struct CopySubject: Sendable {
  let index: Int
  let line: Int
  let isAdd: Bool
  let copy: Dockerfile.CopyInstruction

  var sources: [String] { copy.sources.map(\.description) }
  var readsContext: Bool { copy.flags.from == nil }

  /// Whether a source is the whole context.
  var readsEverything: Bool { readsContext && sources.contains { [".", "./", "/", "*", "./*"].contains($0) } }
}
