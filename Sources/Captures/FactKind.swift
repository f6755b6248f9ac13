/// What kind of fact about a machine or a repository a name stands for: how often it bites, what it can change, and what
/// to do about it.
///
/// The ranks are those of the evidence found in public reports of builds that differ; 1 bites most often.
struct FactKind: Hashable, Sendable {
  /// What a fact can change of what reaches a builder.
  enum Effect: Hashable, Sendable {
    case lineEnds, modes, presence, rules, names, links, largeFiles, submodules, attributes, contents
    /// Nothing of the context, but what a build makes of it.
    case build
    /// Nothing that a builder hashes.
    case nothing
  }

  /// A name, or what names begin with when it ends with a dot.
  let name: String
  let rank: Int
  /// For people: `git's core.autocrlf`.
  let title: String
  let effect: Effect
  let remedy: String?

  /// The kind of the fact `name`; a general one for a name that is not in the list.
  static func of(_ name: String) -> FactKind {
    all.first { $0.name == name } ?? all.first { $0.name.hasSuffix(".") && name.hasPrefix($0.name) }
      ?? FactKind(name: name, rank: 99, title: name, effect: .build, remedy: nil)
  }

  /// The name of one fact for people.
  func title(of name: String) -> String {
    self.name.hasSuffix(".") ? title + name.dropFirst(self.name.count) : title
  }

  private static let attributesLine = "move the rule into the repository's .gitattributes"

  static let all: [FactKind] = [
    FactKind(
      name: "git.core.autocrlf", rank: 1, title: "git's core.autocrlf", effect: .lineEnds,
      remedy: "git config core.autocrlf false, and say \"* text=auto eol=lf\" in .gitattributes"),
    FactKind(
      name: "git.core.eol", rank: 1, title: "git's core.eol", effect: .lineEnds,
      remedy: "git config --unset core.eol, and say \"* text=auto eol=lf\" in .gitattributes"),
    FactKind(
      name: "system.checkoutUmask", rank: 2, title: "the umask of the checkout", effect: .modes,
      remedy: "umask 022 before the checkout; chmod -R u=rwX,go=rX . sets it right"),
    FactKind(
      name: "system.umask", rank: 2, title: "the umask", effect: .modes, remedy: "umask 022 before clone and checkout"),
    FactKind(
      name: "git.core.filemode", rank: 2, title: "git's core.fileMode", effect: .modes,
      remedy: "git config core.fileMode true"),
    FactKind(
      name: "git.core.sharedrepository", rank: 2, title: "git's core.sharedRepository", effect: .modes, remedy: nil),
    FactKind(
      name: "context.untracked", rank: 3, title: "untracked files in the context", effect: .presence,
      remedy: "add them to .dockerignore"),
    FactKind(
      name: "ignore.dockerignore", rank: 3, title: "the rules of the ignore file", effect: .rules,
      remedy: "use the same ignore file on both sides"),
    FactKind(
      name: "context.ignoreFile", rank: 3, title: "the ignore file in force", effect: .rules,
      remedy: "use the same ignore file on both sides"),
    FactKind(
      name: "system.arch", rank: 4, title: "the processor's architecture", effect: .build,
      remedy: "build for one platform: docker build --platform linux/amd64"),
    FactKind(
      name: "env.DOCKER_DEFAULT_PLATFORM", rank: 4, title: "$DOCKER_DEFAULT_PLATFORM", effect: .build,
      remedy: "say the platform in the build: --platform"),
    FactKind(
      name: "git.core.ignorecase", rank: 5, title: "git's core.ignoreCase", effect: .names,
      remedy: "git config core.ignoreCase false, and rename with git mv in two steps"),
    FactKind(
      name: "system.caseSensitive", rank: 5, title: "whether the file system tells letter case", effect: .names,
      remedy: "rename one of the two: git mv in two steps"),
    FactKind(
      name: "repo.owner", rank: 6, title: "the owner of the repository", effect: .build,
      remedy: "chown it, or git config --global --add safe.directory DIR"),
    FactKind(
      name: "system.uidClass", rank: 6, title: "the user", effect: .build, remedy: "build as the same user"),
    FactKind(
      name: "git.filter.lfs.smudge", rank: 7, title: "git's filter for Git LFS", effect: .largeFiles,
      remedy: "git lfs install && git lfs pull"),
    FactKind(
      name: "context.lfsPointers", rank: 7, title: "Git LFS pointers in the context", effect: .largeFiles,
      remedy: "git lfs install && git lfs pull"),
    FactKind(name: "env.LC_ALL", rank: 8, title: "$LC_ALL", effect: .build, remedy: "LC_ALL=C in the build"),
    FactKind(name: "env.LC_COLLATE", rank: 8, title: "$LC_COLLATE", effect: .build, remedy: "LC_ALL=C in the build"),
    FactKind(name: "env.LC_", rank: 8, title: "$LC_", effect: .build, remedy: "LC_ALL=C in the build"),
    FactKind(name: "env.LANG", rank: 8, title: "$LANG", effect: .build, remedy: "LC_ALL=C in the build"),
    FactKind(
      name: "repo.commit", rank: 9, title: "the commit", effect: .contents,
      remedy: "git fetch, then git checkout the same commit on both sides"),
    FactKind(name: "repo.tree", rank: 9, title: "the commit's tree", effect: .contents, remedy: nil),
    FactKind(
      name: "repo.dirtyCount", rank: 9, title: "changed tracked files", effect: .contents,
      remedy: "commit the changes, or git stash"),
    FactKind(
      name: "repo.conflicted", rank: 9, title: "paths left undecided by a merge", effect: .contents,
      remedy: "end the merge, or git merge --abort"),
    FactKind(name: "repo.ref", rank: 9, title: "the branch", effect: .nothing, remedy: nil),
    FactKind(
      name: "repo.remote", rank: 9, title: "the remote", effect: .nothing, remedy: "clone from the same remote"),
    FactKind(
      name: "repo.shallow", rank: 9, title: "whether the clone is shallow", effect: .build,
      remedy: "git fetch --unshallow --tags (matters where the build asks git for its version)"),
    FactKind(
      name: "tag.", rank: 9, title: "the tag ", effect: .build,
      remedy: "git fetch --tags --force (a tag that moved is the release manager's matter)"),
    FactKind(
      name: "tags", rank: 9, title: "tags that only one side has", effect: .build, remedy: "git fetch --tags"),
    FactKind(
      name: "submodule.", rank: 10, title: "the submodule ", effect: .submodules,
      remedy: "git submodule update --init --recursive"),
    FactKind(
      name: "repo.partial", rank: 11, title: "whether the clone is partial", effect: .nothing,
      remedy: "git fetch --refetch"),
    FactKind(
      name: "repo.sparse", rank: 11, title: "whether the checkout is sparse", effect: .presence,
      remedy: "git sparse-checkout disable"),
    FactKind(
      name: "repo.skipWorktree", rank: 11, title: "paths with skip-worktree", effect: .contents,
      remedy: "git update-index --no-skip-worktree PATH, then git checkout PATH"),
    FactKind(
      name: "repo.assumeUnchanged", rank: 11, title: "paths with assume-unchanged", effect: .contents,
      remedy: "git update-index --no-assume-unchanged PATH; git diff shows them then"),
    FactKind(
      name: "repo.worktree", rank: 11, title: "whether it is a linked work tree", effect: .build,
      remedy: "build in a clone where the build asks git for something"),
    FactKind(
      name: "ignore.", rank: 12, title: "the rules in ", effect: .nothing,
      remedy: "move the rule into the repository's .gitignore"),
    FactKind(
      name: "attributes.", rank: 12, title: "the attributes in ", effect: .lineEnds, remedy: attributesLine),
    FactKind(
      name: "context.times", rank: 13, title: "the files' times", effect: .nothing,
      remedy: "no matter to BuildKit's cache; for tar and make: git ls-files -z | xargs -0 touch -d @0"),
    FactKind(name: "tool.", rank: 14, title: "the version of ", effect: .build, remedy: "pin it"),
    FactKind(
      name: "env.VIRTUAL_ENV", rank: 15, title: "$VIRTUAL_ENV", effect: .build, remedy: "deactivate"),
    FactKind(
      name: "env.CONDA_PREFIX", rank: 15, title: "$CONDA_PREFIX", effect: .build, remedy: "conda deactivate"),
    FactKind(
      name: "env.PYENV_VERSION", rank: 15, title: "$PYENV_VERSION", effect: .build,
      remedy: "unset PYENV_VERSION, and say the version in .python-version"),
    FactKind(name: "env.NVM_BIN", rank: 15, title: "$NVM_BIN", effect: .build, remedy: "nvm use, with an .nvmrc"),
    FactKind(
      name: "python.version", rank: 15, title: "the version of Python", effect: .build,
      remedy: "pin it in .python-version and in the base image"),
    FactKind(
      name: "python.environment", rank: 15, title: "the Python environment", effect: .build,
      remedy: "deactivate, or make it from the lockfile"),
    FactKind(
      name: "python.packages", rank: 15, title: "installed Python packages against the lockfile", effect: .build,
      remedy: "install from the lockfile"),
    FactKind(
      name: "node.packages", rank: 15, title: "installed Node packages against the lockfile", effect: .build,
      remedy: "npm ci"),
    FactKind(name: "node.version", rank: 15, title: "the version of Node", effect: .build, remedy: "pin it in .nvmrc"),
    FactKind(name: "path.", rank: 15, title: "the order of PATH: ", effect: .build, remedy: "pin the tools' paths"),
    FactKind(
      name: "git.core.symlinks", rank: 16, title: "git's core.symlinks", effect: .links,
      remedy: "git config core.symlinks true, then check the links out again: git checkout -- ."),
    FactKind(
      name: "git.core.precomposeunicode", rank: 17, title: "git's core.precomposeUnicode", effect: .names,
      remedy: "git config core.precomposeUnicode true"),
    FactKind(
      name: "context.unicodeForm", rank: 17, title: "the Unicode form of names", effect: .names,
      remedy: "rename the files to NFC with git mv"),
    FactKind(
      name: "system.fsType", rank: 18, title: "the file system", effect: .build,
      remedy: "keep the work tree on a native volume"),
    FactKind(
      name: "system.mountOptions", rank: 18, title: "the mount options", effect: .build,
      remedy: "keep the work tree on a native volume"),
    FactKind(name: "env.TZ", rank: 19, title: "$TZ", effect: .build, remedy: "TZ=UTC in the build"),
    FactKind(
      name: "env.SOURCE_DATE_EPOCH", rank: 19, title: "$SOURCE_DATE_EPOCH", effect: .build,
      remedy: "SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) on both sides"),
    FactKind(
      name: "system.clockSynchronised", rank: 19, title: "whether the clock is synchronised", effect: .build,
      remedy: "timedatectl set-ntp true"),
    FactKind(
      name: "context.xattrs", rank: 20, title: "entries with extended attributes or ACLs", effect: .attributes,
      remedy: "setfattr -x NAME FILE, setfacl -b FILE"),
    FactKind(
      name: "system.selinux", rank: 20, title: "whether SELinux labels the files", effect: .build, remedy: nil),
    FactKind(name: "system.cpu", rank: 21, title: "the number of processors", effect: .build, remedy: nil),
    FactKind(name: "system.memGiB", rank: 21, title: "the memory in GiB", effect: .build, remedy: nil),
    FactKind(name: "system.kernel", rank: 21, title: "the kernel", effect: .build, remedy: nil),
    FactKind(name: "system.limit.", rank: 21, title: "the limit of ", effect: .build, remedy: nil),
    FactKind(name: "system.os", rank: 21, title: "the system", effect: .build, remedy: nil),
    FactKind(name: "env.", rank: 19, title: "$", effect: .build, remedy: "set it in the build, or unset it"),
    FactKind(name: "git.", rank: 12, title: "git's ", effect: .nothing, remedy: nil),
    FactKind(name: "path.text", rank: 21, title: "the path's form", effect: .build, remedy: nil),
    FactKind(
      name: "lock.", rank: 9, title: "what is meant by ", effect: .contents,
      remedy: "lockstep locks diff says which packages differ"),
  ]
}
