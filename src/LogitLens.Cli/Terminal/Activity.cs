using System.Diagnostics;
using LogitLens.Options;

namespace LogitLens.Cli;

/// <summary>A piece of work in progress: how far it is, how fast it goes, how long it will take.</summary>
internal sealed class Activity(string name, long total, long doneBefore, string unit)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _gained;
    private volatile string? _state;

    public string Name { get; } = name;

    public long Total { get; } = total;

    public long Done => doneBefore + Interlocked.Read(ref _gained);

    public void Advance(long count) => Interlocked.Add(ref _gained, count);

    /// <summary>Sets what stands behind how far it is.</summary>
    public void Say(string state) => _state = state;

    /// <summary>"120 of 872, 15.2 examples/s, 0:49 left".</summary>
    public string Describe() => Describe(_clock.Elapsed);

    internal string Describe(TimeSpan elapsed)
    {
        long done = Done;
        double rate = (done - doneBefore) / elapsed.TotalSeconds;
        string progress = $"{Amount(done)} of {Amount(Total)}", state = _state is { } said ? $"; {said}" : "";
        if (rate <= 0)
        {
            return progress + state;
        }

        string speed = unit == "bytes" ? new ByteSize((long)rate).ToApproximateString() + "/s" : Number(rate) + $" {unit}/s";
        TimeSpan left = TimeSpan.FromSeconds(Math.Min(Math.Ceiling((Total - done) / rate), TimeSpan.FromDays(999).TotalSeconds));
        return $"{progress}, {speed}, {Duration(left)} left{state}";
    }

    /// <summary>"computing: 120 of 872, 15.2 examples/s, 0:49 left"; "loading the model: 0:10 so far" where there is nothing to count.</summary>
    internal string DescribeInALine(TimeSpan elapsed) => $"{Name}: {(Total == 0 ? $"{Duration(elapsed)} so far" : Describe(elapsed))}";

    private string Amount(long count) =>
        unit == "bytes" ? new ByteSize(count).ToApproximateString() : count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double rate) =>
        rate.ToString(rate >= 100 ? "N0" : rate >= 1 ? "0.0" : "0.###", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
