using TinyModel.Corpus;
using TinyModel.Corpus.Lexicons;
using TinyModel.Corpus.Sentences;

namespace TinyModel.Tests.Corpus.Sentences;

public sealed class StoryWriterTests
{
    [Fact]
    public void In_every_text_a_name_or_a_thing_comes_back()
    {
        StoryWriter writer = new(new SeededRandom(1, "test"));

        Assert.All(Enumerable.Range(0, 300).Select(_ => writer.Next()), text =>
        {
            string[] words = [.. TextStyle.Words(text).Select(w => w.Trim('.', ','))];
            bool list = !words.Any(w => w is "the" or "to");
            IEnumerable<string> telling = list ? words : words.Where(People.Names.Contains);
            Assert.Contains(telling.CountBy(w => w), c => c.Value > 1);
        });
    }
}
