using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>
/// Shows progress on standard error: notes and warnings as lines, and of any work that has taken over a second a bar, or, where that is no
/// terminal, a line from time to time, so that nothing is silent for two. The bar's library is not loaded before then.
/// </summary>
/// <param name="console">How to talk.</param>
/// <param name="clock">Tells when a line is due; null for none but on the real standard error.</param>
internal sealed class ConsoleProgress(TextWriter error, ConsoleOptions console, TimeProvider? clock = null) : IProgressSink, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private readonly bool _drawsBars = !console.Quiet && ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected;
    private readonly TimeProvider? _lineClock = clock ?? (ReferenceEquals(error, System.Console.Error) ? TimeProvider.System : null);
    private Activity? _activity;
    private Timer? _timer;
    private ProgressBar? _bar;
    private ProgressLines? _lines;

    public void Begin(string activity, long total, long done = 0, string unit = "examples")
    {
        End();
        if (console.Quiet || (!_drawsBars && _lineClock is null))
        {
            return;
        }

        Activity begun = new(activity, total, done, unit);
        _activity = begun;
        if (!_drawsBars)
        {
            _lines = new ProgressLines(begun, error.WriteLine, _lineClock!);
            return;
        }

        _timer = new Timer(_ => _bar = new ProgressBar(begun), null, s_patience, Timeout.InfiniteTimeSpan);
    }

    public void Advance(long count) => _activity?.Advance(count);

    public void Say(string state) => _activity?.Say(state);

    public void End()
    {
        if (_timer is not null)
        {
            // Waits for a callback in flight, so that no bar appears after the work is over.
            using ManualResetEvent stopped = new(false);
            _timer.Dispose(stopped);
            stopped.WaitOne();
        }

        _bar?.Dispose();
        _lines?.Dispose();
        (_activity, _timer, _bar, _lines) = (null, null, null, null);
    }

    public void Dispose() => End();

    public void Note(string message)
    {
        if (!console.Quiet)
        {
            WriteLine(message);
        }
    }

    public void Warn(string message) => WriteLine("warning: " + message);

    private void WriteLine(string line)
    {
        if (_bar is { } bar)
        {
            bar.WriteAbove(line);
        }
        else
        {
            error.WriteLine(line);
        }
    }
}
