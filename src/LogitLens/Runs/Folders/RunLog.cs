namespace LogitLens.Runs;

/// <summary>log.txt: what happened when, a line each. Passes everything on to the sink that shows it.</summary>
internal sealed class RunLog : IProgressSink, IDisposable
{
    private readonly FileStream _file;
    private readonly IProgressSink _next;
    private readonly TimeProvider _clock;

    public RunLog(string path, IProgressSink next, TimeProvider clock)
    {
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        (_next, _clock) = (next, clock);
    }

    public void Begin(string activity, long total, long done = 0, string unit = "examples")
    {
        if (total > 0)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"{activity}: {done} of {total} {unit} are there"));
        }

        _next.Begin(activity, total, done, unit);
    }

    public void Advance(long count) => _next.Advance(count);

    public void Say(string state) => _next.Say(state);

    public void End() => _next.End();

    public void Note(string message)
    {
        Write(message);
        _next.Note(message);
    }

    public void Warn(string message)
    {
        Write("warning: " + message);
        _next.Warn(message);
    }

    public void Write(string message)
    {
        string time = _clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        try
        {
            _file.Write(Encoding.UTF8.GetBytes($"{time} {message}\n"));
        }
        catch (IOException)
        {
            // A full disk ends the run where a record or result is lost; a line of the log is no reason to.
        }
    }

    public void Dispose() => _file.Dispose();
}
