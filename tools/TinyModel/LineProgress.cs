using LogitLens.Runs;

namespace TinyModel;

/// <summary>Tells how work gets on, a line at a time, at most every two seconds.</summary>
internal sealed class LineProgress(TextWriter output) : IProgressSink
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);
    private DateTime _told;
    private string _activity = "";
    private string _unit = "";
    private long _total;
    private long _done;

    public void Begin(string activity, long total, long done = 0, string unit = "examples")
    {
        (_activity, _total, _done, _unit, _told) = (activity, total, done, unit, DateTime.UtcNow);
        output.WriteLine(activity);
    }

    public void Advance(long count)
    {
        _done += count;
        if (DateTime.UtcNow - _told >= s_interval)
        {
            _told = DateTime.UtcNow;
            output.WriteLine($"{_activity}: {_done} of {_total} {_unit}");
        }
    }

    public void End()
    {
    }

    public void Note(string message) => output.WriteLine(message);

    public void Warn(string message) => output.WriteLine("warning: " + message);
}
