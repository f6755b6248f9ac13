/// A command as the shell cuts it out of a script, not yet looked into.
struct SimpleCommand: Sendable {
  struct Redirection: Sendable {
    /// `>`, `>>`, `<`, `<<<` and so on, file descriptors left out.
    let sign: String
    let target: ShellWord
  }

  var words: [ShellWord] = []
  var redirections: [Redirection] = []
  /// The bodies of its heredocs.
  var documents: [SourceText] = []
  /// Whether what it writes goes into a pipe.
  var isPiped = false

  var isEmpty: Bool { words.isEmpty && redirections.isEmpty && documents.isEmpty }
}
