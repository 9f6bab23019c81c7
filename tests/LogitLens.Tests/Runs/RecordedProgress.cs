using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

/// <summary>Keeps what it is told of work's progress.</summary>
internal sealed class RecordedProgress : IProgressSink
{
    public List<(string Name, long Total, List<long> Advances)> Activities { get; } = [];

    public void Begin(string activity, long total, long done = 0, string unit = "examples") => Activities.Add((activity, total, []));

    public void Advance(long count) => Activities[^1].Advances.Add(count);

    public void End()
    {
    }

    public void Note(string message)
    {
    }

    public void Warn(string message)
    {
    }
}
