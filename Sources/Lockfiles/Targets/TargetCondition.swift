/// On which platforms a package of a lockfile is installed, in the words of its format.
indirect enum TargetCondition: Hashable, Sendable {
  /// A canonical environment marker (PEP 508).
  case marker(String)
  /// Versions of Python (PEP 440), as in `requires-python`.
  case pythons(String)
  /// A platform of conda: `linux-64`, `noarch`.
  case condaPlatform(String)
  /// npm's fields `os`, `cpu` and `libc`; an empty list allows all, a `!` in front of a name excludes it.
  case npm(systems: [String], processors: [String], libraries: [String])
  /// A platform of RubyGems: `ruby`, `x86_64-linux-musl`, `java`.
  case rubyPlatform(String)
  case all([TargetCondition])
  case any([TargetCondition])
}
