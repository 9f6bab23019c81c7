using LogitLens.Experiments.Finetuning;

namespace LogitLens.Tests.Experiments.Finetuning.Then;

public class ThenLineTests
{
    [Theory]
    [InlineData("evaluate", "evaluate")]
    [InlineData(" evaluate   --shots 0,1 ", "evaluate|--shots|0,1")]
    [InlineData("evaluate\n--limit\t3", "evaluate|--limit|3")]
    [InlineData("attribute --prompt 'of two words'", "attribute|--prompt|of two words")]
    [InlineData("attribute --prompt \"it's\"", "attribute|--prompt|it's")]
    [InlineData("attribute --prompt='two words'", "attribute|--prompt=two words")]
    [InlineData("attribute --prompt 'don'\"'\"'t say \"so\"'", "attribute|--prompt|don't say \"so\"")]
    [InlineData("attribute --prompt ''", "attribute|--prompt|")]
    [InlineData("evaluate --data-dir C:\\texts", "evaluate|--data-dir|C:\\texts")]
    public void Words_are_parted_as_a_shell_parts_them(string text, string words) =>
        Assert.Equal(words.Split('|'), Assert.Single(ThenLine.Parse(text)).Words);

    [Theory]
    [InlineData("head-ablation --limit 3;evaluate", "head-ablation --limit 3|evaluate")]
    [InlineData(";; head-ablation ; ; evaluate ;", "head-ablation|evaluate")]
    [InlineData("attribute --prompt 'good; bad'; evaluate", "attribute --prompt good; bad|evaluate")]
    [InlineData("attribute --prompt \"good; bad\"", "attribute --prompt good; bad")]
    public void Semicolons_outside_of_quotes_part_commands(string text, string lines) =>
        Assert.Equal(lines.Split('|'), ThenLine.Parse(text).Select(line => string.Join(' ', line.Words)));

    [Fact]
    public void The_same_command_twice_has_folders_of_its_own_each_time() => Assert.Equal(
        ["evaluate", "logit-lens", "evaluate-2", "evaluate-3"],
        ThenLine.Parse("evaluate; logit-lens; evaluate --shots 1; evaluate --shots 2").Select(line => line.Name));

    [Theory]
    [InlineData("", "--then names no command; give one with its options, as \"logit-lens --limit 100\"")]
    [InlineData(" ; ;", "--then names no command; give one with its options, as \"logit-lens --limit 100\"")]
    [InlineData("evaluate --template 'one; logit-lens", "--then: a quote is opened and not closed: 'one; logit-lens")]
    [InlineData("attribute --prompt don't", "--then: a quote is opened and not closed: 't")]
    [InlineData("finetune --steps 3", "--then finetune: it trains a model, and what follows looks at one, as logit-lens or evaluate do")]
    [InlineData("compare a b", "--then compare: runs before and after training are compared of themselves; name the command that makes them")]
    [InlineData("evaluate --output there", "--then evaluate: leave --output out; it follows from the finetuning's own options")]
    [InlineData("logit-lens; evaluate --model=gpt2", "--then evaluate: leave --model out; it follows from the finetuning's own options")]
    public void What_cannot_follow_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => ThenLine.Parse(text)).Message);

    [Theory]
    [InlineData("evaluate --shots 1", false, false)]
    [InlineData("attention --prompt joy", true, true)]
    [InlineData("attribute --token-ids=1,2", true, true)]
    [InlineData("steer --prompts beginnings.txt", true, true)]
    [InlineData("head-ablation --pairs pairs.jsonl", true, false)]
    public void A_commands_own_texts_need_no_data_and_prompts_are_none(string text, bool hasTexts, bool hasPrompt)
    {
        ThenLine line = ThenLine.Parse(text)[0];

        Assert.Equal((hasTexts, hasPrompt), (line.HasTexts, line.HasPrompt));
    }
}
