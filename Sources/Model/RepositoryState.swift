/// Where the tree under test comes from.
public enum RepositoryState: Hashable, Sendable, Codable {
  /// A repository made from a recipe, checked out at `revision`.
  case synthetic(recipe: SyntheticRecipe, revision: String)
  /// An existing repository at a revision.
  case repository(path: String, revision: String)
  /// The files of an existing directory or work tree as they are, tracked or not.
  case workTree(path: String)
}

/// A repository described commit by commit; the same recipe gives the same object ids everywhere.
public struct SyntheticRecipe: Hashable, Sendable, Codable {
  public var commits: [CommitRecipe]
  public var branches: [RefRecipe]
  public var tags: [TagRecipe]
  /// Edits in the working tree after the checkout, by path.
  public var edits: [EditRecipe]

  public init(
    commits: [CommitRecipe], branches: [RefRecipe] = [], tags: [TagRecipe] = [], edits: [EditRecipe] = []
  ) {
    self.commits = commits
    self.branches = branches
    self.tags = tags
    self.edits = edits
  }

  /// The branch the commits are on.
  public static let mainBranch = "main"
}

/// One commit on top of the one before.
public struct CommitRecipe: Hashable, Sendable, Codable {
  /// A name other parts of the recipe may use for the commit.
  public var id: String?
  public var message: String
  public var authorName: String
  public var authorEmail: String
  /// Seconds since 1970.
  public var time: Int64
  public var files: [FileChange]

  public init(
    id: String? = nil, message: String, authorName: String = CommitRecipe.defaultName,
    authorEmail: String = CommitRecipe.defaultEmail, time: Int64, files: [FileChange]
  ) {
    self.id = id
    self.message = message
    self.authorName = authorName
    self.authorEmail = authorEmail
    self.time = time
    self.files = files
  }

  public static let defaultName = "Lockstep Scenario"
  public static let defaultEmail = "scenario@lockstep.invalid"
  /// 2024-01-01T00:00:00Z; the commits of a recipe without dates are an hour apart from here on.
  public static let firstTime: Int64 = 1_704_067_200
}

/// What a commit does to one path.
public struct FileChange: Hashable, Sendable, Codable {
  public enum Action: Hashable, Sendable, Codable {
    case file(content: FileContent, executable: Bool)
    case symlink(target: String)
    /// A gitlink to a commit id of 40 digits.
    case submodule(commit: String)
    case delete
  }

  public var path: String
  public var action: Action

  public init(path: String, action: Action) {
    self.path = path
    self.action = action
  }
}

/// A branch or lightweight tag at one commit of the recipe.
public struct RefRecipe: Hashable, Sendable, Codable {
  public var name: String
  /// The index of the commit in the recipe.
  public var commit: Int

  public init(name: String, commit: Int) {
    self.name = name
    self.commit = commit
  }
}

/// A tag; annotated when it has a message.
public struct TagRecipe: Hashable, Sendable, Codable {
  public var name: String
  /// The index of the commit in the recipe.
  public var commit: Int
  public var message: String?

  public init(name: String, commit: Int, message: String?) {
    self.name = name
    self.commit = commit
    self.message = message
  }
}

/// What was done to one path of the working tree without committing it.
public struct EditRecipe: Hashable, Sendable, Codable {
  public enum Action: Hashable, Sendable, Codable {
    /// Write the file, tracked or not; parent directories are made.
    case write(content: FileContent, executable: Bool)
    case symlink(target: String)
    case delete
    /// Turn every line end into CR LF.
    case crlf
    /// Set the permission bits.
    case chmod(permissions: UInt16)
    /// Write a file that holds the conditions of the run, as a careless generator does.
    case stamp(axes: [Axis])
  }

  public var path: String
  public var action: Action

  public init(path: String, action: Action) {
    self.path = path
    self.action = action
  }
}
