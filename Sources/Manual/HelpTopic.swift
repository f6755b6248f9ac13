/// A matter that `lockstep help TOPIC` tells of, and a page of section 7 of the manual.
public struct HelpTopic: Sendable {
  /// Not that of a command, whose help it would hide.
  public let name: String
  /// One line without a full stop.
  public let summary: String
  public let blocks: [TextBlock]

  /// All, in the order in which they are listed.
  public static let all: [HelpTopic] = [
    scenarios, variations, digests, ignoreFiles, sharding, environment, limits, exitStatuses,
  ]

  /// The topic with that name.
  public static func named(_ name: String) -> HelpTopic? { all.first { $0.name == name } }

  /// The topics with their summaries, for a terminal of `width` columns.
  public static func list(width: Int) -> String {
    WrappedText(width: width).text([
      .paragraph("Topics, each shown by \"lockstep help TOPIC\":"),
      .terms(all.map { ($0.name, $0.summary) } + [("topics", "this list")]),
    ])
  }

  /// The topic for a terminal of `width` columns.
  public func text(width: Int) -> String {
    WrappedText(width: width).text([.paragraph(name + ": " + summary)] + blocks)
  }
}
