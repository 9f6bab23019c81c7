using LogitLens.Experiments.AttentionMask;

namespace LogitLens.Tests.Experiments.AttentionMask.Regions;

public sealed class RegionParserTests
{
    [Fact]
    public void A_head_alone_is_its_whole_pattern()
    {
        RegionTerm term = Assert.Single(One("L5.H1").Terms);

        Assert.Equal((new IndexRange(5, 5), new IndexRange(1, 1)), (term.Layers, term.Heads));
        Assert.Empty(term.Conditions);
    }

    [Fact]
    public void A_star_is_every_layer_or_head()
    {
        Assert.Equal((null, new IndexRange(3, 3)), Indices("L*.H3"));
        Assert.Equal((new IndexRange(0, 3), null), Indices("L0-3.H*"));
    }

    [Fact]
    public void Rows_and_columns_are_queries_and_keys()
    {
        Assert.Equal(
            [new RegionCondition.At(EdgeEnd.Query, new IndexRange(3, 5)), new RegionCondition.At(EdgeEnd.Key, new IndexRange(0, 2))],
            Conditions("L4.H0:rows=3..5,cols=0..2"));
        Assert.Equal([new RegionCondition.AtLast(EdgeEnd.Query)], Conditions("L2.H*:row=last"));
        Assert.Equal([new RegionCondition.At(EdgeEnd.Key, new IndexRange(0, 0))], Conditions("L0-3.H*:col=first"));
        Assert.Equal([new RegionCondition.At(EdgeEnd.Key, new IndexRange(7, int.MaxValue))], Conditions("L0.H0:cols=7.."));
    }

    [Fact]
    public void A_band_is_every_distance_up_to_its_width()
    {
        Assert.Equal([new RegionCondition.Distance(new IndexRange(1, 1))], Conditions("L0.H0:distance=1"));
        Assert.Equal([new RegionCondition.Distance(new IndexRange(0, 4))], Conditions("L0.H0:band=4"));
    }

    [Fact]
    public void Parts_of_the_prompt_go_by_name_and_their_tokens_by_number()
    {
        RegionCondition[] conditions = Conditions("L*.H*:span=text[2..4]|label,from=demos");

        RegionCondition.In keys = Assert.IsType<RegionCondition.In>(conditions[0]), queries = Assert.IsType<RegionCondition.In>(conditions[1]);
        Assert.Equal(EdgeEnd.Key, keys.End);
        Assert.Equal([new PartRange(PromptPart.Text, new IndexRange(2, 4)), new PartRange(PromptPart.Label, null)], keys.Parts);
        Assert.Equal((EdgeEnd.Query, PromptPart.Demos), (queries.End, Assert.Single(queries.Parts).Part));
    }

    [Fact]
    public void A_quoted_word_may_hold_what_parts_regions_elsewhere() =>
        Assert.Equal([new RegionCondition.Word("a;b+c,d")], Conditions("L0.H0:tokens=\"a;b+c,d\""));

    [Fact]
    public void Words_and_their_pieces_are_told_apart() =>
        Assert.Equal([new RegionCondition.Word("the"), new RegionCondition.Pieces("the")], Conditions("L0.H0:tokens=\"the\",pieces=\"the\""));

    [Fact]
    public void A_plus_joins_terms_and_a_semicolon_parts_regions()
    {
        IReadOnlyList<Region> regions = RegionParser.Parse("L5.H1 + L4.H0:row=last ; L*.H3");

        Assert.Equal(["L5.H1 + L4.H0:row=last", "L*.H3"], regions.Select(region => region.Text));
        Assert.Equal([2, 1], regions.Select(region => region.Terms.Count));
    }

    [Theory]
    [InlineData("", 1, "at the end: expected a region")]
    [InlineData("5.1", 1, "at '5.1': expected a region")]
    [InlineData("L5", 3, "expected '.' and a head")]
    [InlineData("L5.Hx", 5, "at 'x': expected a head: *, N or N-N")]
    [InlineData("L3-1.H0", 4, "the range ends before it begins, at 3")]
    [InlineData("L2.H*:rwo=last", 7, "at 'rwo=last': expected a condition: row=")]
    [InlineData("L2.H*:row:last", 10, "expected '=' after row")]
    [InlineData("L2.H*:row=end", 11, "expected first, last, a position N or positions N..N")]
    [InlineData("L2.H*:span=verb", 12, "expected a part of the prompt: text, instruction, cue, demos or label")]
    [InlineData("L2.H*:tokens=not", 14, "expected a word in double quotes")]
    [InlineData("L2.H*:tokens=\"not", 14, "the quotation does not end")]
    [InlineData("L2.H*:distance=", 16, "at the end: expected how many positions back")]
    [InlineData("L2.H1 L3.H0", 7, "expected ':' before conditions")]
    [InlineData("L99999999999.H1", 2, "the number is too large")]
    public void A_mistake_is_pointed_at(string text, int character, string message)
    {
        InputException wrong = Assert.Throws<InputException>(() => RegionParser.Parse(text));

        Assert.Contains($"character {character}, ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    private static Region One(string text) => Assert.Single(RegionParser.Parse(text));

    private static (IndexRange?, IndexRange?) Indices(string text) => (One(text).Terms[0].Layers, One(text).Terms[0].Heads);

    private static RegionCondition[] Conditions(string text) => [.. Assert.Single(One(text).Terms).Conditions];
}
