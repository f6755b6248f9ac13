internal import Dispatch
public import Fingerprints
internal import Synchronization

/// Reads many objects at once, in the order in which the packs hold them, on several threads.
///
/// An entry is inflated once, whether it is wanted or only the base of what is; no more contents are in memory at a
/// time than one a thread, and the bases that ``ReadLimits/baseCacheSize`` allows each.
public enum BulkReader {
  /// Gives the content of each of `ids` that lies sound in a pack to `body`, and what `body` makes of it to the caller.
  ///
  /// `makeWorker` is called once a thread, on that thread; `body` gets the thread's worker, the position in `ids`, and
  /// the content on loan. An id that occurs several times in `ids` is given once. Nothing is checked against the ids:
  /// that is for `body`, which answers nil where it is not content.
  /// - Returns: for each of `ids` the value; nil where the object lies in no pack or could not be read.
  /// - Throws: what `makeWorker` throws.
  public static func read<Worker: ~Copyable, Value: Sendable>(
    _ ids: [ObjectID], from files: ObjectFiles, threads: Int, makeWorker: @Sendable () throws -> Worker,
    body: @Sendable (inout Worker, Int, ObjectType, RawSpan) -> Value?
  ) throws -> [Value?] {
    var values = [Value?](repeating: nil, count: ids.count)
    guard let runs = try? PackRuns.plan(ids, in: files), !runs.isEmpty else { return values }
    let next = Atomic<Int>(0)
    let collected = Mutex<[(Int, Value)]>([])
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, runs.count))) { _ in
      do {
        var worker = try makeWorker()
        guard let reader = try? ObjectReader(files) else { return }
        var found: [(Int, Value)] = []
        while true {
          let run = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard run < runs.count else { break }
          if let first = runs[run].first, let last = runs[run].last {
            reader.prepare(from: first.place, to: last.place)
          }
          let bases = Self.bases(of: runs[run], reader)
          // The same blob often lies at several paths.
          var last: (place: BaseCache.Key, value: Value)?
          for wanted in runs[run] {
            if let last, last.place == wanted.place {
              found.append((wanted.position, last.value))
              continue
            }
            guard let object = try? reader.object(at: wanted.place, isBase: bases.contains(wanted.place)),
              let value = body(&worker, wanted.position, object.type, object.content.span.bytes)
            else { continue }
            found.append((wanted.position, value))
            last = (wanted.place, value)
          }
        }
        collected.withLock { $0 += found }
      } catch {
        failure.withLock { $0 = error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
    for (position, value) in collected.withLock({ $0 }) { values[position] = value }
    return values
  }

  /// Which entries the deltas of `run` are changes to, so that these are kept when they come by.
  private static func bases(of run: ArraySlice<PackRuns.Wanted>, _ reader: ObjectReader) -> Set<BaseCache.Key> {
    var bases: Set<BaseCache.Key> = []
    for wanted in run {
      if let base = try? reader.base(of: wanted.place) { bases.insert(base) }
    }
    return bases
  }
}
