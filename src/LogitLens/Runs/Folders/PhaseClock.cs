using System.Diagnostics;

namespace LogitLens.Runs;

/// <summary>Counts the seconds of each phase of a run, on top of those of earlier sessions.</summary>
internal sealed class PhaseClock(IReadOnlyDictionary<string, double>? earlier)
{
    private readonly Dictionary<string, double> _seconds = new(earlier ?? new Dictionary<string, double>());

    /// <summary>Seconds per phase so far, to the millisecond.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds.ToDictionary(p => p.Key, p => Math.Round(p.Value, 3));

    public T Measure<T>(string phase, Func<T> work)
    {
        long begun = Stopwatch.GetTimestamp();
        try
        {
            return work();
        }
        finally
        {
            _seconds[phase] = _seconds.GetValueOrDefault(phase) + Stopwatch.GetElapsedTime(begun).TotalSeconds;
        }
    }
}
