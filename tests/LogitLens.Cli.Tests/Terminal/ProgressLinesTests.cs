namespace LogitLens.Cli.Tests.Terminal;

public sealed class ProgressLinesTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 10)]
    [InlineData(10, 20)]
    [InlineData(19.9, 20)]
    [InlineData(50, 60)]
    [InlineData(60, 120)]
    [InlineData(200, 240)]
    public void A_line_comes_after_two_seconds_then_each_ten_then_each_minute(double elapsed, double next) =>
        Assert.Equal(TimeSpan.FromSeconds(next), ProgressLines.NextAfter(TimeSpan.FromSeconds(elapsed)));

    [Fact]
    public void Work_is_told_of_while_it_lasts_and_not_after()
    {
        using StringWriter error = new();
        HandClock clock = new();
        using ConsoleProgress progress = new(error, new ConsoleOptions(), clock);

        progress.Begin("loading the model", total: 0);
        clock.Advance(1);
        Assert.Equal("", error.ToString());
        clock.Advance(11);
        progress.Begin("computing", 100, unit: "steps");
        progress.Advance(20);
        progress.Say("loss 1.500");
        clock.Advance(2);
        progress.End();
        clock.Advance(100);

        Assert.Equal(
            ["loading the model: 0:02 so far", "loading the model: 0:10 so far", "computing: 20 of 100, 10.0 steps/s, 0:08 left; loss 1.500"],
            error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Who_wants_quiet_is_told_nothing()
    {
        using StringWriter error = new();
        HandClock clock = new();
        using ConsoleProgress progress = new(error, new ConsoleOptions { Quiet = true }, clock);

        progress.Begin("computing", 100);
        clock.Advance(300);

        Assert.Equal("", error.ToString());
    }

    /// <summary>A clock that is moved by hand; timers fire on the way.</summary>
    private sealed class HandClock : TimeProvider
    {
        private readonly List<HandTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => 10_000_000;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            HandTimer timer = new(this, () => callback(state));
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }

        public void Advance(double seconds)
        {
            long end = _now + (long)(seconds * TimestampFrequency);
            while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
            {
                _now = next.Due;
                next.Fire();
            }

            _now = end;
        }

        private sealed class HandTimer(HandClock clock, Action fire) : ITimer
        {
            public long Due { get; private set; } = long.MaxValue;

            public void Fire()
            {
                Due = long.MaxValue;
                fire();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock._now + dueTime.Ticks;
                return true;
            }

            public void Dispose() => Due = long.MaxValue;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
