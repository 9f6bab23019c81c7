using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class PromptEncoderTests
{
    private const int Bos = 7;

    private readonly WordTokenizer _tokenizer = new();

    [Fact]
    public void Spans_in_tokens_cover_exactly_their_parts()
    {
        TokenisedPrompt prompt = Encode("a fine film", demonstrations: 2);

        PromptSpans spans = prompt.Spans!;
        Assert.Equal(" a fine film", Show(prompt, spans.Text));
        Assert.Equal("Classify the text into negative or positive sentiment.", Show(prompt, Assert.Single(spans.Instruction)));
        Assert.Equal("Sentiment:", Show(prompt, spans.Cue));
        Assert.Equal([" dull", " bright"], spans.Demonstrations.Select(demo => Show(prompt, demo.Text)));
        Assert.Equal([" negative", " positive"], spans.Demonstrations.Select(demo => Show(prompt, demo.Label)));
        Assert.All(spans.Demonstrations, demo => Assert.StartsWith("Text:", Show(prompt, demo.Whole)));
    }

    [Fact]
    public void The_label_is_read_at_the_last_position()
    {
        TokenisedPrompt prompt = Encode("a fine film");

        Assert.Equal(prompt.Ids.Count - 1, prompt.LabelPosition);
        Assert.Equal(":", _tokenizer.Show([prompt.Ids[prompt.LabelPosition]]));
    }

    [Fact]
    public void Bos_comes_first_and_moves_every_span_by_one()
    {
        TokenisedPrompt without = Encode("a fine film", demonstrations: 1);
        TokenisedPrompt with = Encode("a fine film", demonstrations: 1, bos: Bos);

        Assert.Equal([Bos, .. without.Ids], with.Ids);
        Assert.Equal(without.Spans!.Text.Shift(1), with.Spans!.Text);
        Assert.Equal(without.Spans.Demonstrations[0].Label.Shift(1), with.Spans.Demonstrations[0].Label);
    }

    [Fact]
    public void Bos_is_never_put_twice()
    {
        int first = _tokenizer.Encode("Text: x")[0].Id;

        TokenisedPrompt prompt = Encode("x", bos: first);

        Assert.Equal(1, prompt.Ids.Count(id => id == first));
        Assert.Equal(" x", Show(prompt, prompt.Spans!.Text));
    }

    [Fact]
    public void A_long_text_is_cut_from_its_left_and_nothing_else_is()
    {
        string text = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"w{i}"));
        TokenisedPrompt whole = Encode(text, demonstrations: 1);

        TokenisedPrompt cut = Encode(text, demonstrations: 1, maxTokens: whole.Ids.Count - 20);

        Assert.Equal(whole.Ids.Count - 20, cut.Ids.Count);
        Assert.Equal(20, cut.CutTextTokens);
        Assert.StartsWith(" w20 w21", Show(cut, cut.Spans!.Text));
        Assert.EndsWith(" w49", Show(cut, cut.Spans.Text));
        Assert.Equal(Show(whole, whole.Spans!.Demonstrations[0].Whole), Show(cut, cut.Spans.Demonstrations[0].Whole));
        Assert.Equal(Show(whole, whole.Spans.Instruction[0]), Show(cut, cut.Spans.Instruction[0]));
    }

    [Fact]
    public void A_text_that_fits_is_not_cut()
    {
        TokenisedPrompt whole = Encode("a fine film");

        Assert.Equal(0, Encode("a fine film", maxTokens: whole.Ids.Count).CutTextTokens);
    }

    [Fact]
    public void A_cut_never_splits_a_character()
    {
        string text = string.Concat(Enumerable.Repeat("🎬", 12));
        int withoutText = Encode("🎬").Ids.Count - 2;

        // Two tokens a character: of seven places one stays empty.
        TokenisedPrompt cut = Encode(text, maxTokens: withoutText + 7);

        Assert.Equal("🎬1🎬2🎬1🎬2🎬1🎬2", Show(cut, cut.Spans!.Text));
        Assert.Equal(withoutText + 6, cut.Ids.Count);
        Assert.Equal(18, cut.CutTextTokens);
    }

    [Fact]
    public void A_shorter_text_that_takes_more_tokens_than_reckoned_is_cut_again()
    {
        // Words of more than eight letters are two tokens, and the rest of one may be two again.
        string text = "abcdefghijklmnopqrstuvwxyz abcdefghijklmnopqrstuvwxyz";
        int most = Encode(text).Ids.Count;

        for (int max = most; max >= most - 4; max--)
        {
            TokenisedPrompt cut = Encode(text, maxTokens: max);
            Assert.True(cut.Ids.Count <= max);
            Assert.Equal(":", _tokenizer.Show([cut.Ids[^1]]));
        }
    }

    [Fact]
    public void Demonstrations_that_leave_no_room_for_the_text_are_an_error()
    {
        InputException error = Assert.Throws<InputException>(() => Encode("a fine film", demonstrations: 2, maxTokens: 20));

        Assert.Matches(
            "^dev:1: the prompt with 2 demonstrations takes \\d+ tokens before any of its text, and 20 fit; "
            + "use fewer or shorter demonstrations$",
            error.Message);
    }

    [Fact]
    public void Given_ids_are_taken_as_they_are()
    {
        Example example = new("dev:1", "", new RowSource("ids.jsonl", 1, 1)) { TokenIds = [4, 5] };
        PromptRenderer renderer = Renderer(0);

        Assert.Equal([4, 5], new PromptEncoder(_tokenizer, bosId: null, maxTokens: 8).Encode(renderer, example).Ids);
        Assert.Equal([Bos, 4, 5], new PromptEncoder(_tokenizer, Bos, maxTokens: 8).Encode(renderer, example).Ids);
        Assert.Equal([4, 5], new PromptEncoder(_tokenizer, bosId: 4, maxTokens: 8).Encode(renderer, example).Ids);
        Assert.Equal(
            "ids.jsonl, row 1 (line 1): 3 tokens, more than the 2 that fit; shorten the ids",
            Assert.Throws<InputException>(() => new PromptEncoder(_tokenizer, Bos, maxTokens: 2).Encode(renderer, example)).Message);
        Assert.Equal(
            "ids.jsonl, row 1 (line 1): token ids are a whole prompt already, so demonstrations cannot be put before them; use 0 shots",
            Assert.Throws<InputException>(() => new PromptEncoder(_tokenizer, Bos, maxTokens: 8).Encode(Renderer(1), example)).Message);
    }

    [Fact]
    public void Prompts_of_a_condition_share_their_demonstrations_and_the_templates_beginning()
    {
        TokenisedPrompt[] prompts = [Encode("a fine film", 2), Encode("no good", 2), Encode("ah", 2)];

        int shared = TokenisedPrompt.SharedPrefixLength(prompts);

        Assert.Equal(prompts[0].Spans!.Text.Start, shared);
    }

    [Fact]
    public void A_shared_prefix_stops_short_of_the_label_position()
    {
        TokenisedPrompt prompt = Encode("a fine film");

        Assert.Equal(prompt.LabelPosition, TokenisedPrompt.SharedPrefixLength([prompt, prompt]));
        Assert.Equal(0, TokenisedPrompt.SharedPrefixLength([]));
    }

    private static PromptRenderer Renderer(int demonstrations)
    {
        Demonstration[] all =
        [
            new(new Example("a", "dull", new RowSource("f", 1, 1)), "negative"),
            new(new Example("b", "bright", new RowSource("f", 2, 2)), "positive"),
        ];
        return new PromptRenderer(PromptTemplate.SuffixInstruction.Bind(LabelSet.Sentiment), all[..demonstrations]);
    }

    private TokenisedPrompt Encode(string text, int demonstrations = 0, int? bos = null, int maxTokens = 1024) =>
        new PromptEncoder(_tokenizer, bos, maxTokens).Encode(
            Renderer(demonstrations), new Example("dev:1", text, new RowSource("f", 1, 1)));

    private string Show(TokenisedPrompt prompt, Span span) => _tokenizer.Show(prompt.Ids.Skip(span.Start).Take(span.Length));
}
