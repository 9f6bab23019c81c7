using LogitLens.Options;

namespace LogitLens.Tests.Options;

public sealed class OptionSetTests
{
    private enum Decode
    {
        Greedy,
        TopSample,
    }

    [Fact]
    public void Groups_are_flattened_in_the_order_of_declaration() =>
        Assert.Equal(
            ["texts", "steps", "rate", "decode", "layers", "names", "cache", "device", "alpha", "beta"],
            OptionSet.Of<Sample>().Options.Select(o => o.Name));

    [Fact]
    public void Defaults_are_the_properties_initial_values()
    {
        Assert.Equal(10, OptionSet.Of<Sample>().Find("steps")!.Default);
        Assert.Equal("top-sample", OptionSet.Of<Sample>().Find("decode")!.DefaultText);
        Assert.Equal("7", OptionSet.Of<Sample>().Find("beta")!.DefaultText);
    }

    [Fact]
    public void Every_shared_group_has_distinct_options_with_readers()
    {
        Assert.NotEmpty(OptionSet.Of<ModelOptions>().Options);
        OptionSet all = OptionSet.Of<AllGroups>();
        Assert.All(all.Options, option => Assert.False(option.Help.EndsWith('.'), option.Name));
        Assert.Equal(["Model", "Data", "Prompt", "Run"], all.Options.Select(o => o.Group).Distinct());
    }

    [Theory]
    [InlineData("steps", "20", 20)]
    [InlineData("rate", "0.5", 0.5)]
    [InlineData("rate", "1e-3", 0.001)]
    [InlineData("decode", "greedy", Decode.Greedy)]
    [InlineData("cache", "true", true)]
    public void Text_is_read_by_the_options_type(string name, string text, object expected) =>
        Assert.Equal(expected, OptionSet.Of<Sample>().Find(name)!.Get(Bind((name, text))));

    [Fact]
    public void Lists_are_read_from_commas_and_from_repetition() =>
        Assert.Equal([1, 2, 3], Bind(("layers", "1, 2"), ("layers", "3")).Layers);

    [Theory]
    [InlineData("steps", "x", "--steps: 'x' is not a whole number from 1 to 100")]
    [InlineData("steps", "101", "--steps: '101' is not a whole number from 1 to 100")]
    [InlineData("steps", "1.5", "--steps: '1.5' is not a whole number from 1 to 100")]
    [InlineData("rate", "-1", "--rate: '-1' is not a number of at least 0")]
    [InlineData("rate", "NaN", "--rate: 'NaN' is not a number of at least 0")]
    [InlineData("decode", "beam", "--decode: 'beam' is not one of greedy, top-sample")]
    [InlineData("layers", "1,,2", "--layers: '1,,2' is not a comma-separated list, each a whole number of at least 0")]
    [InlineData("names", "a,c", "--names: 'a,c' is not a comma-separated list, each one of a, b")]
    [InlineData("device", "gpu", "--device: 'gpu' is not cpu or cuda:N")]
    [InlineData("device", "xcpu", "--device: 'xcpu' is not cpu or cuda:N")]
    public void A_wrong_value_is_named_with_what_would_be_right(string name, string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Bind((name, text))).Message);

    [Fact]
    public void A_missing_argument_is_named()
    {
        InputException error = Assert.Throws<InputException>(() => new OptionValues(OptionSet.Of<Sample>()).Build());
        Assert.Equal("TEXTS is missing: What to read", error.Message);
    }

    [Fact]
    public void Commas_in_arguments_given_by_place_are_part_of_them()
    {
        OptionSet set = OptionSet.Of<Sample>();
        OptionValues values = new(set);
        values.SetText(set.Find("texts")!, ["a,b", "c"]);
        Assert.Equal(["a,b", "c"], ((Sample)values.Build()).Texts);
    }

    [Fact]
    public void Rules_over_several_options_are_checked_in_groups_too() =>
        Assert.Equal("--alpha is above --beta", Assert.Throws<InputException>(() => Bind(("alpha", "9"))).Message);

    [Fact]
    public void Json_and_back_gives_the_same_values()
    {
        Sample options = Bind(("layers", "3,4"), ("decode", "greedy"), ("cache", "true"), ("rate", "0.1"));
        OptionSet set = OptionSet.Of<Sample>();

        JsonElement json = JsonSerializer.SerializeToElement(set.ToJson(options));

        Assert.Equal(json.GetRawText(), set.ToJson(set.FromJson(json, "run.json")).ToJsonString());
        Assert.Equal("[3,4]", json.GetProperty("layers").GetRawText());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("device").ValueKind);
    }

    [Fact]
    public void An_unknown_key_is_an_error_with_the_nearest_name()
    {
        JsonElement json = JsonSerializer.SerializeToElement(new { texts = "a", stpes = 3 });
        InputException error = Assert.Throws<InputException>(() => OptionSet.Of<Sample>().FromJson(json, "c.json"));
        Assert.Equal("c.json: there is no option 'stpes' (did you mean steps?)", error.Message);
    }

    [Fact]
    public void A_wrong_json_value_is_named_with_its_file()
    {
        JsonElement json = JsonSerializer.SerializeToElement(new { steps = "3" });
        InputException error = Assert.Throws<InputException>(() => OptionSet.Of<Sample>().FromJson(json, "c.json"));
        Assert.Equal("c.json: steps is \"3\", which is not a whole number from 1 to 100", error.Message);
    }

    private static Sample Bind(params (string Name, string Text)[] given)
    {
        OptionSet set = OptionSet.Of<Sample>();
        OptionValues values = new(set);
        values.SetText(set.Find("texts")!, ["x"]);
        foreach (IGrouping<string, string> option in given.GroupBy(g => g.Name, g => g.Text))
        {
            values.SetText(set.Find(option.Key)!, [.. option]);
        }

        return (Sample)values.Build();
    }

    private sealed record Sample
    {
        [Argument("texts", "What to read", Required = true)]
        public IReadOnlyList<string> Texts { get; init; } = [];

        [Option("steps", "Steps", Min = 1, Max = 100)]
        public int Steps { get; init; } = 10;

        [Option("rate", "Rate", Min = 0)]
        public double? Rate { get; init; }

        [Option("decode", "Decoding")]
        public Decode Decode { get; init; } = Decode.TopSample;

        [Option("layers", "Layers", Min = 0)]
        public IReadOnlyList<int> Layers { get; init; } = [];

        [Option("names", "Names", Choices = ["a", "b"])]
        public IReadOnlyList<string> Names { get; init; } = ["a"];

        [Option("cache", "Cache")]
        public bool Cache { get; init; }

        [Option("device", "Device", Pattern = "cpu|cuda:[0-9]+", Expected = "cpu or cuda:N")]
        public string? Device { get; init; }

        public Pair Pair { get; init; } = new() { Beta = 7 };
    }

    [OptionGroup("Pair")]
    private sealed record Pair : IValidatedOptions
    {
        [Option("alpha", "Alpha")]
        public int Alpha { get; init; } = 1;

        [Option("beta", "Beta")]
        public int Beta { get; init; } = 2;

        public void Validate()
        {
            if (Alpha > Beta)
            {
                throw new InputException("--alpha is above --beta");
            }
        }
    }

    private sealed record AllGroups
    {
        public ModelOptions Model { get; init; } = new();

        public DataOptions Data { get; init; } = new();

        public PromptOptions Prompt { get; init; } = new();

        public RunOptions Run { get; init; } = new();
    }
}
