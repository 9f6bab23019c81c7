using LogitLens.Options;

namespace LogitLens.Tests.Options;

public sealed class OptionUseTests
{
    [Theory]
    [InlineData("mode=slow speed=3", "--speed needs --mode fast or wild")]
    [InlineData("speed=3", "--speed needs --mode fast or wild")]
    [InlineData("mode=fast speed=3", null)]
    [InlineData("mode=wild wide=true speed=3", null)]
    [InlineData("depth=2", "--depth needs --count or --wide")]
    [InlineData("depth=2 wide=true", null)]
    [InlineData("depth=2 count=0,1", null)]
    [InlineData("depth=2 count=0", "--depth needs --count or --wide")]
    [InlineData("wide=false depth=2", "--depth needs --count or --wide")]
    [InlineData("mode=wild", "--mode wild needs --wide")]
    [InlineData("mode=slow", null)]
    [InlineData("first=a second=b", "--second and --first exclude each other")]
    [InlineData("second=b", null)]
    [InlineData("inner=1", "--inner needs --wide")]
    [InlineData("elsewhere=1", null)]
    [InlineData("left=1", "--left needs --wide")]
    [InlineData("right=1", null)]
    public void An_option_is_refused_where_its_condition_does_not_hold(string given, string? message) =>
        Assert.Equal(message, Misfits<Settings>(given).Select(misfit => misfit.Message).FirstOrDefault());

    [Fact]
    public void A_default_is_never_unfit() => Assert.Empty(Misfits<Settings>(""));

    [Theory]
    [InlineData("steps=1", "--steps needs the shape round, and the table is made square")]
    [InlineData("corners=1", null)]
    [InlineData("polish=true", "--polish has no effect for the shape square, and the table is made square")]
    public void A_condition_may_name_what_is_found_out(string given, string? message) =>
        Assert.Equal(message, Misfits<Found>(given).Select(misfit => misfit.Message).FirstOrDefault());

    [Fact]
    public void What_cannot_be_found_out_refuses_nothing() => Assert.Empty(Misfits<Found>("lost=true steps=1 corners=1 polish=true"));

    [Fact]
    public void What_does_nothing_is_told_from_what_contradicts() => Assert.Equal(
        [("speed", true), ("mode", false), ("second", false)],
        Misfits<Settings>("speed=1 mode=slow").Concat(Misfits<Settings>("mode=wild")).Concat(Misfits<Settings>("first=a second=b"))
            .Select(misfit => (misfit.Option.Name, misfit.IsIdle)));

    [Theory]
    [InlineData("speed", "needs --mode fast or wild")]
    [InlineData("depth", "needs --count or --wide")]
    [InlineData("mode", "wild: needs --wide")]
    [InlineData("second", "not with --first")]
    [InlineData("inner", "needs --wide")]
    [InlineData("elsewhere", "")]
    public void Help_says_where_an_option_applies(string option, string limits)
    {
        OptionSet set = OptionSet.Of<Settings>();
        Assert.Equal(limits, string.Join("; ", set.Find(option)!.Limits(set)));
    }

    [Fact]
    public void A_condition_is_a_name_and_its_values() =>
        Assert.Throws<ArgumentException>(() => OptionTerm.Parse("mode fast wild"));

    private static IReadOnlyList<OptionMisfit> Misfits<T>(string given)
        where T : new()
    {
        OptionSet set = OptionSet.Of<T>();
        OptionValues values = new(set);
        foreach (string[] pair in given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split('=')))
        {
            values.SetText(set.Find(pair[0])!, [pair[1]]);
        }

        return values.Misfits(values.Build());
    }

    private enum Mode
    {
        Slow,
        Fast,

        [OnlyWith("wide")]
        Wild,
    }

    [OptionGroup("Inner")]
    private sealed record Inner
    {
        [Option("inner", "An option of a group")]
        public int? Value { get; init; }
    }

    private sealed record Settings
    {
        [Option("mode", "How")]
        public Mode Mode { get; init; } = Mode.Slow;

        [Option("speed", "How fast")]
        [OnlyWith("mode fast|wild")]
        public int Speed { get; init; } = 1;

        [Option("count", "How many")]
        public IReadOnlyList<int> Count { get; init; } = [0];

        [Option("wide", "Whether wide")]
        public bool Wide { get; init; }

        [Option("depth", "How deep")]
        [OnlyWith("count or wide")]
        public int Depth { get; init; } = 1;

        [Option("first", "One way")]
        public string? First { get; init; }

        [Option("second", "Another way")]
        [NotWith("first")]
        public string? Second { get; init; }

        [Option("elsewhere", "An option whose conditions are another command's")]
        [OnlyWith("other-command")]
        [NotWith("another one")]
        public int? Elsewhere { get; init; }

        [OnlyWith("wide")]
        public Inner Inner { get; init; } = new();

        [OnlyWith("wide", Option = "left")]
        public Sides Sides { get; init; } = new();
    }

    [OptionGroup("Sides")]
    private sealed record Sides
    {
        [Option("left", "The option that the condition on its group is of")]
        public int? Left { get; init; }

        [Option("right", "One that it is not of")]
        public int? Right { get; init; }
    }

    private sealed record Found : IOptionFacts
    {
        [Option("lost", "Whether the fact cannot be found")]
        public bool Lost { get; init; }

        [Option("steps", "An option for round things")]
        [OnlyWith("shape round")]
        public int? Steps { get; init; }

        [Option("corners", "An option for square things")]
        [OnlyWith("shape square")]
        public int? Corners { get; init; }

        [Option("polish", "An option for all but square things")]
        [NotWith("shape square")]
        public bool Polish { get; init; }

        public IReadOnlyList<string> FactNames => ["shape"];

        public OptionFact? FindFact(string name) => Lost ? null : new OptionFact("square", "the table is made square");
    }
}
