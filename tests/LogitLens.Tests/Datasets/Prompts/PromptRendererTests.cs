using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class PromptRendererTests
{
    private const string Instruction = "Classify the text into negative or positive sentiment.";

    [Fact]
    public void Demonstrations_come_first_each_with_its_label_and_parted_by_a_blank_line()
    {
        RenderedPrompt prompt = Renderer(PromptTemplate.SuffixInstruction, ("dull", "negative"), ("bright", "positive")).Render("fine");

        Assert.Equal(
            $"Text: dull\n{Instruction}\nSentiment: negative\n\n"
            + $"Text: bright\n{Instruction}\nSentiment: positive\n\n"
            + $"Text: fine\n{Instruction}\nSentiment:",
            prompt.Text);
    }

    [Theory]
    [InlineData("suffix-instruction")]
    [InlineData("instruction-first")]
    public void Spans_cover_exactly_their_parts(string template)
    {
        RenderedPrompt prompt = Renderer(PromptTemplate.Find(template), ("dull", "negative"), ("bright", "positive")).Render("fine");

        PromptSpans spans = prompt.Spans;
        Assert.Equal("fine", Cut(prompt, spans.Text));
        Assert.Equal(Instruction, Cut(prompt, Assert.Single(spans.Instruction)));
        Assert.Equal("Sentiment:", Cut(prompt, spans.Cue));
        Assert.Equal(["dull", "bright"], spans.Demonstrations.Select(demo => Cut(prompt, demo.Text)));
        Assert.Equal([" negative", " positive"], spans.Demonstrations.Select(demo => Cut(prompt, demo.Label)));
        Assert.All(spans.Demonstrations, demo => Assert.EndsWith(Cut(prompt, demo.Label), Cut(prompt, demo.Whole)));
        Assert.True(spans.Instruction[0].Start > spans.Demonstrations[^1].Whole.End);
    }

    [Fact]
    public void A_template_of_two_lines_has_no_instruction()
    {
        RenderedPrompt prompt = new PromptRenderer(PromptTemplate.QuestionAnswer.Bind(null), []).Render("What is 2 + 3?");

        Assert.Empty(prompt.Spans.Instruction);
        Assert.Equal("Answer:", Cut(prompt, prompt.Spans.Cue));
    }

    [Fact]
    public void An_instruction_may_stand_on_both_sides_of_the_text()
    {
        PromptTemplate template = PromptTemplate.Parse("own", "Read this.\nReview: {text} (end)\nNow judge.\nOne word.\nIt is");

        RenderedPrompt prompt = new PromptRenderer(template.Bind(null), []).Render("two\nlines");

        Assert.Equal(["Read this.", "Now judge.\nOne word."], prompt.Spans.Instruction.Select(span => Cut(prompt, span)));
        Assert.Equal("It is", Cut(prompt, prompt.Spans.Cue));
    }

    [Fact]
    public void A_text_at_the_end_leaves_an_empty_cue()
    {
        RenderedPrompt prompt = new PromptRenderer(PromptTemplate.Parse("own", "Go on:\n{text}").Bind(null), []).Render("once");

        Assert.Equal(0, prompt.Spans.Cue.Length);
        Assert.Equal("Go on:", Cut(prompt, Assert.Single(prompt.Spans.Instruction)));
    }

    private static PromptRenderer Renderer(PromptTemplate template, params (string Text, string Shown)[] demonstrations) => new(
        template.Bind(LabelSet.Sentiment),
        demonstrations.Select(d => new Demonstration(new Example("x", d.Text, new RowSource("f", 1, 1)), d.Shown)).ToList());

    private static string Cut(RenderedPrompt prompt, Span span) => prompt.Text[span.Start..span.End];
}
