namespace LogitLens.Cli;

/// <summary>
/// Tells how an activity gets on where no bar can be drawn, as in a file or a scheduler's log: a line after two seconds, one each ten seconds for a minute,
/// then one a minute.
/// </summary>
internal sealed class ProgressLines : IDisposable
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(2), s_often = TimeSpan.FromSeconds(10), s_seldom = TimeSpan.FromMinutes(1);

    private readonly Activity _activity;
    private readonly Action<string> _write;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly ITimer _timer;

    public ProgressLines(Activity activity, Action<string> write, TimeProvider clock)
    {
        (_activity, _write, _clock, _start) = (activity, write, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Tell(), null, s_first, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When the next line is due after so much time.</summary>
    internal static TimeSpan NextAfter(TimeSpan elapsed)
    {
        TimeSpan step = elapsed < s_seldom ? s_often : s_seldom;
        return elapsed < s_first ? s_first : step * (Math.Floor(elapsed / step) + 1);
    }

    // Waits for a line that is being written, so that none appears after the work is over.
    public void Dispose() => _timer.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private void Tell()
    {
        TimeSpan elapsed = _clock.GetElapsedTime(_start);
        _write(_activity.DescribeInALine(elapsed));
        _timer.Change(NextAfter(elapsed) - elapsed, Timeout.InfiniteTimeSpan);
    }
}
