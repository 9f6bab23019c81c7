namespace LogitLens.Cli.Tests.Terminal;

public sealed class ActivityTests
{
    [Fact]
    public void The_rate_counts_what_was_done_in_this_session_alone()
    {
        Activity activity = new("computing", total: 1000, doneBefore: 600, "examples");
        activity.Advance(100);
        Assert.Equal("700 of 1,000, 10.0 examples/s, 0:30 left", activity.Describe(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Bytes_are_shown_in_their_units()
    {
        Activity activity = new("downloading", total: 2L << 30, doneBefore: 0, "bytes");
        activity.Advance(512L << 20);
        Assert.Equal("512 MiB of 2 GiB, 64 MiB/s, 0:24 left", activity.Describe(TimeSpan.FromSeconds(8)));
    }

    [Fact]
    public void Long_work_is_counted_in_hours()
    {
        Activity activity = new("computing", total: 10_001, doneBefore: 0, "heads");
        activity.Advance(1);
        Assert.Equal("1 of 10,001, 1.0 heads/s, 2:46:40 left", activity.Describe(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Before_anything_is_done_there_is_no_rate() =>
        Assert.Equal("0 of 5", new Activity("computing", 5, 0, "examples").Describe(TimeSpan.FromSeconds(3)));

    [Fact]
    public void What_is_said_of_the_work_is_told_before_anything_is_done()
    {
        Activity activity = new("computing", 5, 0, "examples");
        activity.Say("128 rows of this batch");
        Assert.Equal("0 of 5; 128 rows of this batch", activity.Describe(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void What_is_said_of_the_work_stands_behind_how_far_it_is()
    {
        Activity activity = new("training", 100, 0, "steps");
        activity.Advance(10);
        activity.Say("loss 1.500, 900 tokens/s");

        Assert.Equal("10 of 100, 5.0 steps/s, 0:18 left; loss 1.500, 900 tokens/s", activity.Describe(TimeSpan.FromSeconds(2)));
    }
}
