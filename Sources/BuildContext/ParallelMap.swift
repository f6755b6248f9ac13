internal import Dispatch
internal import Synchronization

/// Maps elements on several threads, each with a worker of its own, and keeps their order.
public enum ParallelMap {
  /// How many threads serve hashing: the processors there are, at most four.
  public static func threadCount(available: Int) -> Int { max(1, min(4, available)) }

  /// `makeWorker` is called once a thread, on that thread; `transform` gets the thread's worker.
  ///
  /// The elements are dealt in runs, so that neighbours are read by the same thread.
  /// - Throws: the error of the earliest element that failed.
  public static func map<Element: Sendable, Worker: ~Copyable, Value: Sendable>(
    _ elements: [Element], threads: Int,
    makeWorker: @Sendable () throws -> Worker,
    transform: @Sendable (inout Worker, Element) throws -> Value
  ) throws -> [Value] {
    if elements.isEmpty { return [] }
    let runLength = max(1, min(256, elements.count / (threads * 4) + 1))
    let runCount = (elements.count + runLength - 1) / runLength
    if threads == 1 || runCount < 2 {
      var worker = try makeWorker()
      return try elements.map { try transform(&worker, $0) }
    }
    let next = Atomic<Int>(0)
    let results = Mutex<[Int: Result<[Value], any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var worker: Worker
      do {
        worker = try makeWorker()
      } catch {
        results.withLock { $0[-1] = .failure(error) }
        return
      }
      while true {
        let run = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard run < runCount else { return }
        let range = (run * runLength)..<min(elements.count, (run + 1) * runLength)
        let result = Result { try elements[range].map { try transform(&worker, $0) } }
        results.withLock { $0[run] = result }
        if case .failure = result {
          // Later runs are not needed: an earlier error is reported all the same.
          next.store(runCount, ordering: .relaxed)
          return
        }
      }
    }
    let collected = results.withLock { $0 }
    if case .failure(let error)? = collected[-1] { throw error }
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for run in 0..<runCount {
      guard let result = collected[run] else { break }
      values += try result.get()
    }
    return values
  }
}
