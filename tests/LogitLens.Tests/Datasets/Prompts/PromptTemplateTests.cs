using LogitLens.Datasets;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Datasets.Prompts;

public sealed class PromptTemplateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_default_puts_the_instruction_after_the_text()
    {
        Assert.Equal(
            "Text: a fine film\nClassify the text into negative or positive sentiment.\nSentiment:",
            Render(PromptTemplate.SuffixInstruction, LabelSet.Sentiment, "a fine film"));
    }

    [Fact]
    public void Other_label_sets_bring_their_own_words()
    {
        Assert.Equal(
            "Classify the text into sadness, joy, love, anger, fear or surprise emotion.\nText: i feel fine\nEmotion:",
            Render(PromptTemplate.InstructionFirst, LabelSet.Emotion, "i feel fine"));
    }

    [Fact]
    public void Questions_need_no_labels()
    {
        Assert.Equal("Question: What is 2 + 3?\nAnswer:", Render(PromptTemplate.QuestionAnswer, null, "What is 2 + 3?"));
    }

    [Fact]
    public void A_text_that_looks_like_a_placeholder_is_text()
    {
        PromptTemplate template = PromptTemplate.Parse("own", "Review: {text} =>");

        Assert.Equal("Review: {labels} {text} =>", Render(template, null, "{labels} {text}"));
    }

    [Theory]
    [InlineData("Review: {text}\nRating:\n")]
    [InlineData("\uFEFFReview: {text}\r\nRating:\r\n\r\n")]
    public void A_template_from_a_file_loses_the_files_last_line_ends(string content)
    {
        string path = _folder.Write("own.txt", content);

        Assert.Equal("Review: {text}\nRating:", PromptTemplate.Find(path).Template);
    }

    [Theory]
    [InlineData("Rating:", "no {text} or {question}; exactly one is needed, where the example goes")]
    [InlineData("{text} {text}", "{text} or {question} 2 times; exactly one is needed, where the example goes")]
    [InlineData("{question} {text}", "{text} or {question} 2 times; exactly one is needed, where the example goes")]
    [InlineData("{txt}:", "unknown placeholder {txt}; known are {text}, {question}, {labels}, {task} and {Task}")]
    [InlineData("{text} Rating: ", "ends in white space; labels and answers bring their own leading space")]
    public void A_template_that_cannot_work_says_why(string template, string message)
    {
        InputException error = Assert.Throws<InputException>(() => PromptTemplate.Parse("own.txt", template));

        Assert.Equal("template own.txt: " + message, error.Message);
    }

    [Fact]
    public void Braces_that_are_no_placeholder_stand_for_themselves()
    {
        PromptTemplate template = PromptTemplate.Parse("own", "{\"review\": \"{text}\", \"n\": {}}");

        Assert.Equal("{\"review\": \"x\", \"n\": {}}", Render(template, null, "x"));
    }

    [Fact]
    public void Labels_cannot_be_filled_in_where_there_are_none()
    {
        InputException error = Assert.Throws<InputException>(() => PromptTemplate.SuffixInstruction.Bind(labels: null));

        Assert.Equal("template suffix-instruction: {labels} needs a dataset with labels; this one has none", error.Message);
    }

    [Fact]
    public void A_name_that_is_neither_built_in_nor_a_file_lists_the_built_ins()
    {
        InputException error = Assert.Throws<InputException>(() => PromptTemplate.Find("prefix"));

        Assert.Equal(
            "no template 'prefix': neither a file nor one of suffix-instruction, instruction-first, question-answer", error.Message);
    }

    private static string Render(PromptTemplate template, LabelSet? labels, string text) =>
        new PromptRenderer(template.Bind(labels), []).Render(text).Text;
}
