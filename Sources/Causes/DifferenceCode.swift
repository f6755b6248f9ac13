/// The attributes in which two trees can differ, by their stable codes; in the order in which they are reported.
public enum DifferenceCode: String, CaseIterable, Hashable, Sendable, Codable {
  case executableBit = "mode.executable"
  case umask = "mode.umask"
  case specialMode = "mode.special"
  case lineEnds = "eol.crlf"
  case byteOrderMark = "text.bom"
  case finalNewline = "text.final-newline"
  case filter = "attributes.filter"
  case linkTarget = "link.target"
  case linkAsFile = "link.as-file"
  case pathCase = "path.case"
  case pathUnicode = "path.unicode"
  case ignoreRule = "ignore.rule"
  case pathAdded = "path.added"
  case pathRemoved = "path.removed"
  case emptyDirectory = "directory.empty"
  case extendedAttributes = "xattr"
  case gzipHeader = "gzip.header"
  case archiveOrder = "archive.order"
  case archiveTimes = "archive.mtime"
  case archiveOwner = "archive.owner"
  case archiveMode = "archive.mode"
  case zipExtra = "zip.extra"
  case archiveEncoding = "archive.encoding"
  case archiveMember = "archive.member"
  case pythonCacheTime = "pyc.mtime"
  case content

  /// Whether `lockstep-v1` hashes it: a difference in anything else leaves that digest as it is.
  public var isHashed: Bool {
    switch self {
    case .umask, .specialMode, .extendedAttributes: false
    default: true
    }
  }

  /// What is counted: `files`, `links`, …, and one of them.
  var noun: (one: String, many: String) {
    switch self {
    case .linkTarget, .linkAsFile: ("link", "links")
    case .pathCase, .pathUnicode, .pathAdded, .pathRemoved, .ignoreRule: ("path", "paths")
    case .emptyDirectory: ("directory", "directories")
    case .executableBit, .umask, .specialMode, .extendedAttributes: ("entry", "entries")
    case .archiveOrder, .archiveTimes, .archiveOwner, .archiveMode, .zipExtra, .archiveEncoding, .archiveMember:
      ("archive", "archives")
    default: ("file", "files")
    }
  }

  /// What it means, in some words.
  public var meaning: String {
    switch self {
    case .executableBit: "the owner's executable bit differs"
    case .umask: "permission bits of group and others differ"
    case .specialMode: "set-id or sticky bits, or what the owner may read and write, differ"
    case .lineEnds: "lines end in CR LF on one side and in LF on the other"
    case .byteOrderMark: "one side begins with a byte order mark of UTF-8"
    case .finalNewline: "the number of newlines at the end differs"
    case .filter: "what an attribute makes of the same blob differs: ident, Git LFS, working-tree-encoding"
    case .linkTarget: "the text of a link differs"
    case .linkAsFile: "a link on one side is a file with the link's text on the other"
    case .pathCase: "the same name in other letter case"
    case .pathUnicode: "the same name in another Unicode form"
    case .ignoreRule: "the entry lies in both trees, and only one side's ignore rules drop it"
    case .pathAdded: "only the second side has it"
    case .pathRemoved: "only the first side has it"
    case .emptyDirectory: "only one side has the empty directory"
    case .extendedAttributes: "extended attributes differ"
    case .gzipHeader: "time, name or system in the header of a gzip file differ"
    case .archiveOrder: "the same members in another order"
    case .archiveTimes: "times of members differ"
    case .archiveOwner: "owners of members differ"
    case .archiveMode: "permissions of members differ"
    case .zipExtra: "extra fields, comments or the system in a zip differ"
    case .archiveEncoding: "the same members, written or compressed differently"
    case .archiveMember: "members are missing or differ in themselves"
    case .pythonCacheTime: "the source's time in the header of a .pyc differs"
    case .content: "the bytes differ, and nothing above explains it"
    }
  }

  /// What helps; nil where it depends on the difference.
  public var remedy: String? {
    switch self {
    case .executableBit: "commit the bit (git update-index --chmod=+x FILE), or set it with COPY --chmod"
    case .umask: "set umask 022 before clone or normalise modes in the Dockerfile (COPY --chmod)"
    case .specialMode: "set modes in the Dockerfile (COPY --chmod, install -m) instead of taking them from the disk"
    case .lineEnds: "add \"* text=auto eol=lf\" to .gitattributes, and run \"git add --renormalize .\""
    case .byteOrderMark: "save the file as UTF-8 without a byte order mark, and say so in .editorconfig"
    case .finalNewline: "say \"insert_final_newline = true\" in .editorconfig, or do not let the generator vary it"
    case .filter: "run filters on all machines or on none: \"git lfs install\", no ident, no working-tree-encoding"
    case .linkTarget: "make links relative, and do not make them anew in the build"
    case .linkAsFile: "set core.symlinks=true and clone again, on a system and as a user that may make links"
    case .pathCase: "give the file one name (git mv), and do not rely on a file system that ignores case"
    case .pathUnicode: "name the file in NFC (git mv), and set core.precomposeUnicode=true on macOS"
    case .ignoreRule: "use the same ignore file on both sides"
    case .pathAdded, .pathRemoved: "commit the files or ignore them in .dockerignore"
    case .emptyDirectory: "git keeps no empty directories: put a file in it, make it in the build, or ignore it"
    case .extendedAttributes: "remove them (setfattr -x, xattr -c) before the build"
    case .gzipHeader: "use gzip -n, or give the library mtime=0 and no file name"
    case .archiveOrder: "sort the members: tar --sort=name, or zip -X with a sorted list"
    case .archiveTimes: "set them from SOURCE_DATE_EPOCH: tar --mtime=@$SOURCE_DATE_EPOCH, touch -d before zip"
    case .archiveOwner: "tar --owner=0 --group=0 --numeric-owner"
    case .archiveMode: "set umask 022 before the checkout and in the build, or chmod -R u=rwX,go=rX before packing"
    case .zipExtra: "zip -X, or write the archive with a tool that has no extra fields (strip-nondeterminism)"
    case .archiveEncoding: "use one version of the tool and of its compression library, with the same options"
    case .archiveMember: "see what differs inside, below"
    case .pythonCacheTime:
      "compile with --invalidation-mode unchecked-hash, or ship no .pyc (PYTHONDONTWRITEBYTECODE=1)"
    case .content: nil
    }
  }
}
