using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Runs.Records;

public sealed class PromptLogTests : IDisposable
{
    private const string Good = "Text: good\nLabel:";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_prompts_share_is_written_once_and_read_back_with_each()
    {
        SharedPrompt one = new("1-shot", "Text: bad\nLabel: negative\n\n", 9, [new ShownDemonstration("train:4", "negative")]);
        UnitPrompt[] prompts =
        [
            new() { Id = "0-shot/dev:1", Condition = "0-shot", Example = "dev:1", Text = "good", Right = "positive", Tokens = 4, Prompt = Good },
            new() { Id = "1-shot/dev:1", Condition = "1-shot", Example = "dev:1", Text = "good", Right = "positive", Tokens = 13, Prompt = Good, Shared = one },
            new() { Id = "1-shot/dev:2", Condition = "1-shot", Example = "dev:2", Text = "fair", Tokens = 13, Prompt = "Text: fair\nLabel:", Shared = one },
        ];

        PromptLog.Write(_folder.File("prompts.jsonl"), prompts);
        UnitPrompt[] read = [.. PromptLog.Read(_folder.File("prompts.jsonl"))];

        Assert.Equal(4, File.ReadLines(_folder.File("prompts.jsonl")).Count());
        Assert.Equal(
            prompts.Select(prompt => (prompt.Id, prompt.Text, prompt.Right, prompt.Tokens)),
            read.Select(prompt => (prompt.Id, prompt.Text, prompt.Right, prompt.Tokens)));
        Assert.Equal(
            ["Text: good\nLabel:", "Text: bad\nLabel: negative\n\nText: good\nLabel:", "Text: bad\nLabel: negative\n\nText: fair\nLabel:"],
            read.Select(prompt => prompt.Whole));
        Assert.Equal(new ShownDemonstration("train:4", "negative"), Assert.Single(read[2].Shared!.Demonstrations));
    }

    [Fact]
    public void Without_prompts_there_is_no_file_and_without_a_file_there_are_no_prompts()
    {
        PromptLog.Write(_folder.File("prompts.jsonl"), []);

        Assert.False(File.Exists(_folder.File("prompts.jsonl")));
        Assert.Empty(PromptLog.Read(_folder.File("prompts.jsonl")));
    }

    [Fact]
    public void A_line_that_is_none_is_named()
    {
        string path = _folder.Write("prompts.jsonl", "{\"id\": \"a\", \"tokens\": 1}\n{oops\n");

        InputException error = Assert.Throws<InputException>(() => PromptLog.Read(path).ToArray());
        Assert.StartsWith($"{path}, line 2: ", error.Message, StringComparison.Ordinal);
    }
}
