internal import Foundation

/// A command as the parser of the command line describes it: what `--help` is made of, too.
///
/// Source: what swift-argument-parser prints for `--experimental-dump-help`, serialization version 0.
public struct CommandDescription: Decodable, Sendable {
  public struct Name: Decodable, Sendable {
    enum Kind: String, Decodable { case long, short, longWithSingleDash }

    let kind: Kind
    let name: String

    var text: String { (kind == .long ? "--" : "-") + name }
  }

  public struct Argument: Decodable, Sendable {
    enum Kind: String, Decodable { case positional, option, flag }

    let kind: Kind
    let shouldDisplay: Bool
    let sectionTitle: String?
    let isOptional: Bool
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?
    let defaultValue: String?
    let allValues: [String]?
    let abstract: String?
    let discussion: String?

    /// Short names first, as in the usage of most programs.
    var spellings: [String] {
      let names = names ?? []
      return (names.filter { $0.kind == .short } + names.filter { $0.kind != .short }).map(\.text)
    }
  }

  let commandName: String
  let superCommands: [String]?
  let shouldDisplay: Bool?
  let abstract: String?
  let discussion: String?
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  /// The words that call it: `["lockstep", "context", "hash"]`.
  var words: [String] { (superCommands ?? []) + [commandName] }

  /// What is shown of its arguments.
  var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }

  /// What is shown of its subcommands.
  public var commands: [CommandDescription] { (subcommands ?? []).filter { $0.shouldDisplay ?? true } }

  /// Its own name.
  public var name: String { commandName }

  /// Reads what the parser said of the whole tool.
  ///
  /// - Throws: `DecodingError` when it is not of that form.
  public init(describedBy text: String) throws {
    struct Tool: Decodable { let command: CommandDescription }
    self = try JSONDecoder().decode(Tool.self, from: Data(text.utf8)).command
  }
}
