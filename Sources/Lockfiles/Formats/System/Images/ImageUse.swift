internal import ContainerFiles

/// One place where a file names an image.
struct ImageUse {
  /// Variables expanded; those without a value stand in it as `${NAME}`.
  let text: String
  /// The variables that decide the name and have no value.
  let unresolved: [String]
  /// What it is used for, in the words of ``PinnedPackage/groups``.
  let group: String
  /// As written, nil when the file names none.
  let platform: String?
  /// The included file it stands in; nil for the file itself.
  let file: String?
  let line: Int?

  init(
    _ text: String, unresolved: [String] = [], group: String, platform: String? = nil, file: String? = nil, line: Int?
  ) {
    self.text = text
    self.unresolved = unresolved
    self.group = group
    self.platform = platform
    self.file = file
    self.line = line
  }

  init(_ image: Dockerfile.BaseImage, of dockerfile: Dockerfile) {
    let platform: String? =
      image.use == .from && dockerfile.stages.indices.contains(image.stage)
      ? dockerfile.stages[image.stage].platform?.description : nil
    let group =
      switch image.use {
      case .from: "from"
      case .copy: "copy"
      case .mount: "mount"
      }
    self.init(
      image.text.description, unresolved: image.unresolved.map(\.description), group: group,
      platform: platform.map(Self.braced), line: image.line)
  }

  /// `$NAME` as `${NAME}`, which means the same.
  private static func braced(_ text: String) -> String {
    guard let name = text.dropping(prefix: "$"), !name.isEmpty,
      name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") })
    else { return text }
    return "${\(name)}"
  }
}
